/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "inspect/wd-look-book.h"

/* A mail that was saved (RFC 5322, MIME): its attachments, and its words. */
void
wd_mail_look(WdLookBook *book, const char *container, guint depth, const guint8 *bytes, gsize len);
