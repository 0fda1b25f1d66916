/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-action.h"
#include "engine/wd-context.h"
#include "engine/wd-event.h"
#include "engine/wd-rule-time.h"

/*
 * A small language in one line of a policy, for what no detector can know: who may send what to
 * whom. It has conditions and one action and nothing that repeats or computes, so that a rule costs
 * no more than a look at the event.
 */

/* The fields that are compared by pattern; the rest are sets of bits. */
typedef enum {
	WD_RULE_PROTOCOL,
	WD_RULE_ACCOUNT,
	WD_RULE_PEER,
	WD_RULE_CONVERSATION,
	WD_RULE_ROOM,
	WD_RULE_DOMAIN,     /* of the peer */
	WD_RULE_PEER_GROUP, /* people of [Contacts] Groups, once wd_rule_bind() has looked them up
			     */
	WD_RULE_MY_GROUP,   /* the same for the account */
	WD_RULE_TEXT,
	WD_RULE_FILE,
	WD_RULE_URL,
	WD_RULE_GROUP,
	WD_RULE_TYPE,
	WD_RULE_N_PATTERNS,
} WdRulePattern;

/*
 * A company's own rule: one key of [Rules]. The first rule whose every condition holds decides; a
 * rule that says allow only ends the search, it never overrules what a detector found.
 */
typedef struct {
	char *id;     /* the key: rules are tried in its order, byte by byte, managed ones first */
	char *text;   /* the value, as it stands in the file */
	char *source; /* "path:line" */
	guint level;  /* WdPolicyLevel */
	guint kinds;  /* bits by WdEventKind; 0: every kind, and so below */
	guint directions;
	guint encryptions;
	guint strangers;    /* bits by gboolean */
	guint classes;      /* bits by WdFileClass: what the name says, or the bytes are */
	guint contents;     /* WdFileFlag bits: any of them was seen inside */
	gint64 min_size;    /* bytes, more than; -1: no bound */
	gint64 max_size;    /* bytes, less than; -1: no bound */
	gboolean has_slash; /* a pattern for the peer names a resource or a nick */
	GPtrArray *patterns[WD_RULE_N_PATTERNS]; /* (nullable) of GPatternSpec *, any of them */
	char **groups[WD_RULE_N_PATTERNS];       /* (nullable) names, of the two that name groups */
	gboolean is_unbound;                     /* names a group that there is not */
	WdRuleTime when;
	WdAction action;
	char *reason; /* (nullable) a sentence for people */
} WdRule;

WdRule *wd_rule_parse(const char *id, const char *text, GError **error);
void wd_rule_free(WdRule *rule);
const char *wd_rule_bind(WdRule *rule, const char *const *groups);
gboolean wd_rule_matches(const WdRule *rule, const WdEvent *event, const WdContext *context);
const WdRule *wd_rule_find(const GPtrArray *rules, const WdEvent *event, const WdContext *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdRule, wd_rule_free)
