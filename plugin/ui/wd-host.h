/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy.h"
#include "ui/wd-ui.h"

/* The reverse: what a UI may ask of the session. Lives in PurplePlugin.extra of core-warden. */

#define WD_HOST_ABI 1

typedef struct {
	guint abi;
	gpointer session;
	void (*set_ui)(gpointer session,
		       const WdUiOps *ops,
		       gpointer ui); /* NULL: back to the text UI */
	GPtrArray *(*list_held)(
		gpointer session,
		GError **error); /* of WdHeld *, waiting and expired, oldest first */
	gboolean (*decide)(gpointer session, const char *id, WdDecision decision, GError **error);
	guint (*count_waiting)(gpointer session);
	const WdPolicy *(*get_policy)(
		gpointer session); /* (transfer none), valid until the main loop turns */
	gboolean (*set_policy)(gpointer session,
			       WdPolicyKey key,
			       const char *value,
			       GError **error);
	/* Judges a clicked link: the real Pidgin has click paths of its own. TRUE: open it now;
	 * FALSE: refused or asked. */
	gboolean (*may_open_link)(gpointer session, const char *url);
} WdHost;
