/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/challenge/wd-challenge.h"
#include "store/wd-keys.h"

/*
 * Whom a question was asked, beyond a restart: a robot must not get another one for every start of
 * the client. Neither names nor questions are written, only pseudonyms and the number from which
 * the question is made again. In state.db, in a table of its own, which an older Warden ignores.
 */
typedef struct WdAskedBook WdAskedBook;

typedef void (*WdAskedRow)(const WdAsked *row, gpointer data);

WdAskedBook *wd_asked_open(const char *base, const WdKeys *keys, GError **error);
void wd_asked_close(WdAskedBook *book);
char *wd_asked_name_peer(const WdAskedBook *book,
			 const char *protocol,
			 const char *account,
			 const char *peer);
char *wd_asked_name_account(const WdAskedBook *book, const char *protocol, const char *account);

/* Main thread only; never waits for the disk. */
gboolean
wd_asked_put(WdAskedBook *book, const WdAsked *row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wd_asked_load(WdAskedBook *book, gint64 since_ms, WdAskedRow each, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdAskedBook, wd_asked_close)
