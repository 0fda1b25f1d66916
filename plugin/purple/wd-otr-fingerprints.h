/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The file in which pidgin-otr writes down the keys of others. A key that is new for somebody whose
 * other key is known there is what an impostor's would be, too.
 */

#define WD_OTR_MAX_BYTES (4 * 1024 * 1024) /* of the file: fifty thousand keys */

/* Whose keys: as they stand in the file. */
typedef struct {
	char *user;
	char *account;
	char *protocol;
} WdOtrPerson;

typedef struct WdOtrFingerprints WdOtrFingerprints;

WdOtrFingerprints *wd_otr_fingerprints_parse(const char *raw_bytes, gsize len);
void wd_otr_fingerprints_free(WdOtrFingerprints *keys);
guint wd_otr_fingerprints_count(const WdOtrFingerprints *keys);
GPtrArray *wd_otr_fingerprints_list_changed(const WdOtrFingerprints *before,
					    const WdOtrFingerprints *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdOtrFingerprints, wd_otr_fingerprints_free)
