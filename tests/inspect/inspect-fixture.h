/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-file-facts.h"
#include "inspect/wd-inspect-limits.h"

/* A member of an archive that a test makes. */
typedef struct {
	const char *path;
	const void *bytes; /* NULL: a folder, or with @link a link */
	gsize len;         /* 0: the text's own length */
	const char *link;  /* (nullable) where it leads; with @bytes, though empty, a hard link */
} WdTestMember;

/* Archives as libarchive writes them: "zip", "gnutar" with filter "gzip" or "none", … */
GBytes *wd_test_archive(const char *format,
			const char *filter,
			const char *options,
			const char *passphrase,
			const WdTestMember *members,
			guint n_members);
/* A zip whose @n_entries entries all share one piece of 16 MiB of zeros: 256 make four gigabytes.
 */
GBytes *wd_test_overlapping_bomb(guint n_entries);
/* What an object in a document holds that is a file: a program, under two names. */
GByteArray *wd_test_package(const char *label, const char *path);
/* A file without a name that holds @bytes. */
int wd_test_file(const void *bytes, gsize len);
int wd_test_bytes_file(GBytes *bytes);
/* Looks in this very process: no sandbox, so that a debugger sees it. */
WdFileFacts *wd_test_look(GBytes *bytes, const char *name, const WdInspectLimits *limits);
WdFileFacts *wd_test_look_at(int fd, const char *name);
WdFileFacts *wd_test_look_text(const char *text, const char *name);
const WdFileMember *wd_test_find_member(const WdFileFacts *facts, const char *name);

/* The smallest beginning of a program for Windows, and of one for Linux. */
extern const guint8 wd_test_pe[256];
extern const guint8 wd_test_elf[64];
