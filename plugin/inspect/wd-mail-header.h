/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The few header fields of a part of a mail that say what it is, and what they do to its bytes.
 */
typedef enum {
	WD_MAIL_PLAIN,
	WD_MAIL_BASE64,
	WD_MAIL_QUOTED,
	WD_MAIL_UU, /* older than MIME, and still read */
} WdMailEncoding;

typedef struct {
	GPtrArray *names; /* (nullable) of char *, valid UTF-8: what somebody may save it as */
	WdMailEncoding encoding;
	gboolean is_message;     /* a mail in a mail */
	gboolean is_parts;       /* parts in a part */
	gboolean has_more_names; /* than were taken */
	gboolean is_text;        /* or nothing is said */
	gboolean is_encrypted;
} WdMailHeader;

/* Reads one field, unfolded: "Content-Type: text/plain". */
void wd_mail_header_add(WdMailHeader *header, const char *field);
void wd_mail_header_add_name(WdMailHeader *header, const char *raw);
void wd_mail_header_clear(WdMailHeader *header);
/* Whether an older kind of attachment begins here: its name, and what follows it. */
char *wd_mail_header_find_uu(const guint8 *bytes, gsize len, gsize *start);
/* The bytes of a part's body. */
GByteArray *wd_mail_header_decode(const WdMailHeader *header, const guint8 *bytes, gsize len);
