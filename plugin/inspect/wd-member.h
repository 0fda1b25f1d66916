/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-look-book.h"
#include "inspect/wd-signature.h"

/*
 * Judges one member of an archive by its path, its first bytes and what the archive says of it.
 */

typedef struct {
	const char *path; /* valid UTF-8, as it stands in the archive */
	const char *link; /* (nullable) where it leads, if it is a link */
	gboolean is_folder;
	gboolean is_copy;           /* a link that is a file as good as what it leads to */
	gboolean is_file_elsewhere; /* a folder or a link here, a file for other programs */
	gboolean is_encrypted;
	gboolean is_office; /* the archive is an office document or a book */
	WdSignature signature;
} WdMember;

guint wd_member_judge(const WdMember *member, WdFileClass *file_class);
gboolean wd_member_makes_office(const char *path);
/* Whether it is called as archives are, and as mails are. */
gboolean wd_member_is_archive(const char *path);
gboolean wd_member_is_mail(const char *path);
/* Whether a part of an office document says there what is done with others. */
gboolean wd_member_is_relations(const char *path);
gboolean wd_member_gives_orders(const char *path);
/* Whether the words of an office document stand in this member. */
gboolean wd_member_has_words(const char *path);
