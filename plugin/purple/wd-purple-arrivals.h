/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-verdict.h"
#include "purple/wd-session.h"

/*
 * The bytes of received files, while libpurple writes them: they go into the quarantine instead of
 * to the place that the person chose, and no line of libpurple's speaks of them. When all are there
 * wd-arrival.h has them. Also what earlier runs have left there.
 */
void wd_purple_arrivals_attach(WdSession *session);
void wd_purple_arrivals_detach(WdSession *session);

/* From the transfer's hooks, which judge and ask first. */
gboolean wd_purple_arrivals_begin(WdSession *session,
				  PurpleXfer *xfer,
				  const WdEvent *offered,
				  const WdVerdict *accepted,
				  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_purple_arrivals_has(PurpleXfer *xfer);
void wd_purple_arrivals_forget(PurpleXfer *xfer);

/* A decided row: whether its file lies in the quarantine, and whether it is done with. */
gboolean wd_purple_arrivals_owns(WdSession *session, const WdHeld *held);
gboolean wd_purple_arrivals_deliver(WdSession *session, const WdHeld *held, gboolean is_yes);
