/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The parts of an OOXML document that say what it does when it is opened: what it fetches, and
 * which of its parts are programs whatever they are called.
 */

/* Whether this part, "*.rels", has something fetched from elsewhere and followed. */
gboolean wd_office_follows(const guint8 *bytes, gsize len);
/* Whether this part, "[Content_Types].xml", calls one of the others a macro. */
gboolean wd_office_names_macros(const guint8 *bytes, gsize len);
