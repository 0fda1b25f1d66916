/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/detect/wd-file-action.h"

#include "engine/data/wd-extensions.h"
#include "engine/detect/wd-screening.h"
#include "engine/file/wd-file-name.h"

static WdPolicyKey
find_key(const WdEvent *event, const WdContext *context, const WdPolicy *policy)
{
	if (event->direction == WD_DIRECTION_OUT)
		return WD_KEY_FILES_OUTGOING;
	return wd_screening_applies(event, context, policy) ? WD_KEY_FILES_STRANGERS
							    : WD_KEY_FILES_CONTACTS;
}

/**
 * wd_file_action_get_default:
 * @event: a file
 * @context: what was known then
 * @policy: the settings
 *
 * Returns: what [Files] wants done with dangerous files of this peer or direction
 */
WdAction
wd_file_action_get_default(const WdEvent *event, const WdContext *context, const WdPolicy *policy)
{
	return (WdAction)wd_policy_get_choice(policy, find_key(event, context, policy));
}

/**
 * wd_file_action_find:
 * @event: a file
 * @context: what was known then
 * @policy: the settings
 *
 * A rule that is about files alone (kind=file) and matches first takes the place of the default,
 * also to let something pass: *.py of a colleague, say. A person's own rule cannot do so where the
 * company has set the default.
 *
 * Returns: what is to be done with it if it can run
 */
WdAction
wd_file_action_find(const WdEvent *event, const WdContext *context, const WdPolicy *policy)
{
	WdPolicyKey key = find_key(event, context, policy);
	const WdRule *rule = wd_rule_find(wd_policy_get_rules(policy), event, context);

	if (rule != NULL && rule->kinds == WD_ON(WD_EVENT_FILE) &&
	    (rule->level >= WD_LEVEL_VENDOR_MANAGED || !wd_policy_is_locked(policy, key)))
		return rule->action;
	return (WdAction)wd_policy_get_choice(policy, key);
}

/**
 * wd_file_action_get_classes:
 * @event: a file
 *
 * Returns: bits by #WdFileClass: what its name says that it is, and what its bytes are
 */
guint
wd_file_action_get_classes(const WdEvent *event)
{
	g_autoptr(WdFileName) name = NULL;
	guint classes = 0;

	if (event->file_name != NULL) {
		name = wd_file_name_parse(event->file_name);
		classes |= 1u << wd_extension_get_class(name->extension);
	}
	if (event->file_facts != NULL)
		classes |= 1u << event->file_facts->file_class;
	return classes;
}
