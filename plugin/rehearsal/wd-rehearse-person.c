/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearse-person.h"

#include <purple.h>

#include "engine/wd-error.h"
#include "rehearsal/wd-rehearsal-names.h"
#include "rehearsal/wd-rehearse-outcome.h"

struct WdRehearsePerson {
	const WdRehearsalScript *script;
	WdRehearseTrace *trace;
	const WdRehearseTool *tool;
	guint n_read;     /* facts looked at */
	GPtrArray *queue; /* (nullable) of WdRehearseRow *, before the first review */
};

/**
 * wd_rehearse_person_new:
 * @script: (transfer none): the script
 * @trace: (transfer none): where scenes are announced
 * @tool: (transfer none): with which the person reviews
 *
 * Returns: (transfer full): a person who has not looked yet
 */
WdRehearsePerson *
wd_rehearse_person_new(const WdRehearsalScript *script,
		       WdRehearseTrace *trace,
		       const WdRehearseTool *tool)
{
	WdRehearsePerson *person = g_new0(WdRehearsePerson, 1);

	person->script = script;
	person->trace = trace;
	person->tool = tool;
	return person;
}

/**
 * wd_rehearse_person_free:
 * @person: (nullable) (transfer full): a person
 */
void
wd_rehearse_person_free(WdRehearsePerson *person)
{
	if (person == NULL)
		return;
	g_clear_pointer(&person->queue, g_ptr_array_unref);
	g_free(person);
}

static gboolean
say(const WdRehearsalScene *scene, GError **error)
{
	PurpleAccount *account =
		purple_accounts_find(WD_REHEARSAL_ACCOUNT, WD_REHEARSAL_PROTOCOL_ID);
	PurpleConversation *conversation;

	if (account == NULL || !purple_account_is_connected(account)) {
		g_set_error_literal(
			error, WD_ERROR, WD_ERROR_NOT_FOUND, "the rehearsal's account is offline");
		return FALSE;
	}
	conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, scene->to);
	purple_conv_im_send(PURPLE_CONV_IM(conversation), scene->text);
	return TRUE;
}

static gboolean
look_at_queue(WdRehearsePerson *person, GError **error)
{
	if (person->queue == NULL)
		person->queue = wd_rehearse_tool_list_queue(person->tool, error);
	return person->queue != NULL;
}

static gboolean
review(WdRehearsePerson *person, const WdRehearsalScene *scene, GError **error)
{
	const WdRehearsalScene *of = wd_rehearsal_script_find(person->script, scene->of);
	const WdRehearseRow *row;

	if (!look_at_queue(person, error))
		return FALSE;
	row = wd_rehearse_rows_find(
		person->queue, wd_rehearse_outcome_get_row_kind(of->action), of->actor);
	if (row == NULL || row->id == NULL) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_NOT_FOUND,
			    "nothing of scene \"%s\" is in the review queue",
			    of->id);
		return FALSE;
	}
	return wd_rehearse_tool_run(
		person->tool,
		(const char *const[]){
			"queue", wd_rehearsal_action_to_string(scene->action), row->id, NULL},
		NULL,
		error);
}

static gboolean
play(WdRehearsePerson *person, const WdRehearsalScene *scene, GError **error)
{
	if (scene->action == WD_REHEARSAL_SAY)
		return say(scene, error);
	if (scene->action > WD_REHEARSAL_SAY)
		return review(person, scene, error);
	return TRUE;
}

/**
 * wd_rehearse_person_act:
 * @person: a person
 * @error: return location for a #WD_ERROR
 *
 * Plays the person's part of every scene announced since the last call. Blocks while wardenctl
 * runs.
 *
 * Returns: %FALSE if a part could not be played; the next call goes on behind it
 */
gboolean
wd_rehearse_person_act(WdRehearsePerson *person, GError **error)
{
	while (person->n_read < wd_rehearse_trace_get_length(person->trace)) {
		const WdFact *fact = wd_rehearse_trace_get(person->trace, person->n_read++);
		const WdRehearsalScene *scene =
			fact->kind == WD_FACT_SCENE
				? wd_rehearsal_script_find(person->script, fact->text)
				: NULL;

		if (fact->kind == WD_FACT_DONE && !look_at_queue(person, error))
			return FALSE;
		if (scene != NULL && !play(person, scene, error))
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_rehearse_person_get_queue:
 * @person: a person
 *
 * Returns: (transfer none) (nullable) (element-type WdRehearseRow): the review queue as it was
 *   before the first review
 */
const GPtrArray *
wd_rehearse_person_get_queue(const WdRehearsePerson *person)
{
	return person->queue;
}
