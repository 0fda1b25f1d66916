/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The desktop's keyring (Secret Service), where the private key may lie instead of in a file: it is
 * open while the person is logged in. One item a profile, known by its public key. Any program of
 * the session can ask for it; what it protects from is a stolen disk.
 */

/* @may_ask: the keyring may ask the person to open it; else a closed one has nothing. */
char *wd_keyring_find(const char *recipient, gboolean may_ask, GError **error);
gboolean
wd_keyring_keep(const char *recipient, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_keyring_forget(const char *recipient, GError **error);

/* The same for a main loop. @text is NULL when there is none; it is wiped after the call. */
typedef void (*WdKeyringFound)(char *text, const char *problem, gpointer data);

typedef struct WdKeyringCall WdKeyringCall;

WdKeyringCall *
wd_keyring_ask(const char *recipient, gboolean may_ask, WdKeyringFound found, gpointer data);
void wd_keyring_cancel(WdKeyringCall *call); /* the answer does not come any more */
