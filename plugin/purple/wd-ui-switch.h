/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/wd-ui.h"

/*
 * Stands between the session and whichever UI is there: keeps the promise that a question is
 * answered exactly once, remembers banners for a UI that comes later, and moves open questions over
 * when the UI changes.
 */
typedef struct WdUiSwitch WdUiSwitch;

WdUiSwitch *wd_ui_switch_new(void);
void wd_ui_switch_free(WdUiSwitch *ui_switch);

/* The fallback serves while no other UI is set; both tables belong to their UI. */
void wd_ui_switch_set_fallback(WdUiSwitch *ui_switch, const WdUiOps *ops, gpointer ui);
void wd_ui_switch_set(WdUiSwitch *ui_switch, const WdUiOps *ops, gpointer ui);

/* The functions of WdUiOps, each for whichever UI is there now, or for none. */
void
wd_ui_switch_ask(WdUiSwitch *ui_switch, const WdQuestion *question, WdAnswer answer, gpointer data);
void wd_ui_switch_update(WdUiSwitch *ui_switch, const WdQuestion *question);
WdTyped wd_ui_switch_look_typed(WdUiSwitch *ui_switch, const WdPlace *place, const char *text);
void wd_ui_switch_withdraw(WdUiSwitch *ui_switch, const char *question_id);
gboolean wd_ui_switch_return_draft(WdUiSwitch *ui_switch,
				   const WdPlace *place,
				   const char *html,
				   const char *passage);
void wd_ui_switch_policy_changed(WdUiSwitch *ui_switch);
void wd_ui_switch_banner(WdUiSwitch *ui_switch, const char *id, const char *text);
void wd_ui_switch_queue_changed(WdUiSwitch *ui_switch, guint n_waiting);
gboolean wd_ui_switch_show_page(WdUiSwitch *ui_switch, WdPage page, const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdUiSwitch, wd_ui_switch_free)
