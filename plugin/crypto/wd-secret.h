/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Memory for the few keys that outlive a call: a person's private key, the secret for pseudonyms,
 * the ratchet of a log that is being written. Not libgcrypt's secure memory: its pool belongs to
 * all plug-ins of the process, and see wd-crypto.h for what another one may do to it.
 */

#define WD_SECRET_MAX_BYTES 4096 /* a page on every machine we know; keys are far smaller */

/* The owner remembers the length: nothing but the secret is on the page. */
void *wd_secret_new(gsize len);
void wd_secret_free(void *secret, gsize len);
