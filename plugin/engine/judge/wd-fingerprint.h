/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-event.h"

/*
 * Apart from the tracker, which counts: this says what "the same" means. A worm changes the name in
 * its greeting, so equal bytes would be too strict.
 */

/* What is compared to tell that two messages are the same one sent twice. */
typedef enum {
	WD_FINGERPRINT_TEXT, /* the words, without names, numbers, links and disguise */
	WD_FINGERPRINT_LINK, /* the host of the first link, whatever the words */
	WD_FINGERPRINT_FILE, /* name and size */
	WD_N_FINGERPRINTS,
} WdFingerprint;

char *wd_fingerprint_get(WdFingerprint which, const WdEvent *event);
