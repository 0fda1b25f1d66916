/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-look-book.h"

/*
 * A file within a document or a mail: judged as a member of an archive is, and looked into in its
 * turn. Whoever finds one only has to say what it is called and where its bytes are.
 */
typedef struct {
	const char *container; /* (nullable) valid UTF-8: what it is in; NULL for the file itself */
	const char *name;      /* (nullable) as found: any bytes, with or without folders */
	const guint8 *bytes;
	gsize len;
	guint depth; /* of what it is in */
} WdEmbedded;

gboolean wd_embedded_add(WdLookBook *book, const WdEmbedded *embedded);
/* What it is called where only a finding is to be listed: "a.docx > JavaScript". */
char *wd_embedded_show(const char *container, const char *name);
