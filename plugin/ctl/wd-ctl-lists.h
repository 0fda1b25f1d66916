/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"
#include "engine/wd-knowledge.h"
#include "engine/wd-policy.h"
#include "store/wd-link-files.h"
#include "store/wd-name-files.h"

/*
 * The files of [Contacts] AllowLists and DenyLists for commands: read at once and as a whole, since
 * nobody waits for a window here.
 */

/* Both tables, for as long as a command judges. */
typedef struct {
	WdNameResult *allow; /* (nullable) */
	WdNameResult *deny;  /* (nullable) */
	gboolean is_deny_managed;
	WdLinkResult *link_allow; /* (nullable) */
	WdLinkResult *link_deny;  /* (nullable) */
} WdCtlLists;

/* Where lists lie that policy files on the command line name. */
WdNamePlaces wd_ctl_lists_get_places(const char *base, char **policies, char **folder);
gboolean
wd_ctl_lists_load(const WdCtl *ctl, const WdPolicy *policy, char **policies, WdCtlLists *lists);
void wd_ctl_lists_lend(const WdCtlLists *lists, WdKnowledge *knowledge);
void wd_ctl_lists_clear(WdCtlLists *lists);
WdCtlExit wd_ctl_lists_query(WdCtl *ctl);
WdCtlExit wd_ctl_lists_compile(WdCtl *ctl);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdCtlLists, wd_ctl_lists_clear)
