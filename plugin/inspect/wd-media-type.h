/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-file-facts.h"

/*
 * A file's real type by libmagic. Its database is loaded once, before anything hostile is read and
 * while files can still be opened.
 */

typedef struct WdMediaTypes WdMediaTypes;

#define WD_MEDIA_TYPE_BYTES (128 * 1024) /* of the beginning that decide; ISO 9660 needs 34 KiB */

WdMediaTypes *wd_media_types_load(GError **error);
void wd_media_types_free(WdMediaTypes *types);
const char *wd_media_types_of(WdMediaTypes *types, const guint8 *bytes, gsize len);
WdFileClass wd_media_type_get_class(const char *type);
/* Whether a name's ending promises something that these bytes are not. */
gboolean wd_media_type_contradicts(const char *extension, const char *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdMediaTypes, wd_media_types_free)
