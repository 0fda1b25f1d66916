/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearsal-stage.h"

#include <string.h>
#include <time.h>

#include "rehearsal/wd-rehearsal-cast.h"
#include "rehearsal/wd-rehearsal-files.h"
#include "rehearsal/wd-rehearsal-wire.h"

#define WD_REHEARSAL_LAST_WORD_MS 500 /* what the last scene set off may still take */

struct WdRehearsalStage {
	PurpleConnection *connection;
	WdRehearsalScript *script;
	guint pace_percent;
	guint next;  /* scene */
	guint timer; /* main loop source, 0 when the play is over */
};

/* Who waits for an answer to a contact request. */
typedef struct {
	PurpleConnection *connection;
	char *who;
} Asked;

typedef void (*Play)(PurpleConnection *connection, const WdRehearsalScene *scene);

static void
play_message(PurpleConnection *connection, const WdRehearsalScene *scene)
{
	serv_got_im(connection, scene->actor, scene->text, PURPLE_MESSAGE_RECV, time(NULL));
}

static void
play_join(PurpleConnection *connection, const WdRehearsalScene *scene)
{
	PurpleConversation *conversation = wd_rehearsal_cast_join(connection, scene->room);

	purple_conv_chat_add_user(
		PURPLE_CONV_CHAT(conversation), scene->actor, NULL, PURPLE_CBFLAGS_NONE, FALSE);
}

static void
play_room_message(PurpleConnection *connection, const WdRehearsalScene *scene)
{
	serv_got_chat_in(connection,
			 wd_rehearsal_cast_room_number(scene->room),
			 scene->actor,
			 PURPLE_MESSAGE_RECV,
			 scene->text,
			 time(NULL));
}

/* The answer may come when the connection has long gone: then there is nobody to tell. */
static void
answer(Asked *asked, const char *verb)
{
	if (PURPLE_CONNECTION_IS_VALID(asked->connection))
		wd_rehearsal_wire_write(asked->connection, "%s %s", verb, asked->who);
	g_free(asked->who);
	g_free(asked);
}

static void
authorise(gpointer data)
{
	answer(data, "authorise");
}

static void
refuse(gpointer data)
{
	answer(data, "refuse");
}

static void
play_request(PurpleConnection *connection, const WdRehearsalScene *scene)
{
	Asked *asked = g_new0(Asked, 1);

	asked->connection = connection;
	asked->who = g_strdup(scene->actor);
	purple_account_request_authorization(purple_connection_get_account(connection),
					     scene->actor,
					     NULL,
					     NULL,
					     scene->text,
					     FALSE,
					     authorise,
					     refuse,
					     asked);
}

static void
play_invite(PurpleConnection *connection, const WdRehearsalScene *scene)
{
	GHashTable *components = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	g_hash_table_insert(components, g_strdup("room"), g_strdup(scene->room));
	serv_got_chat_invite(connection, scene->room, scene->actor, scene->text, components);
}

/* Text as it is, or what text cannot be: a picture. */
static GBytes *
get_content(const WdRehearsalScene *scene)
{
	const char *text = scene->text != NULL ? scene->text : "";
	gsize len = 0;
	guchar *bytes = scene->bytes != NULL ? g_base64_decode(scene->bytes, &len) : NULL;

	return bytes != NULL ? g_bytes_new_take(bytes, len) : g_bytes_new(text, strlen(text));
}

static void
play_file(PurpleConnection *connection, const WdRehearsalScene *scene)
{
	g_autoptr(GBytes) content = get_content(scene);

	wd_rehearsal_files_offer(connection, scene->actor, scene->file, content);
}

static void
play_attention(PurpleConnection *connection, const WdRehearsalScene *scene)
{
	purple_prpl_got_attention(connection, scene->actor, 0);
}

/* Without a row: the person's part. The scene is announced, and whoever sits there may play it. */
static const Play plays[WD_REHEARSAL_N_ACTIONS] = {
	[WD_REHEARSAL_MESSAGE] = play_message,
	[WD_REHEARSAL_JOIN] = play_join,
	[WD_REHEARSAL_ROOM_MESSAGE] = play_room_message,
	[WD_REHEARSAL_REQUEST] = play_request,
	[WD_REHEARSAL_INVITE] = play_invite,
	[WD_REHEARSAL_FILE] = play_file,
	[WD_REHEARSAL_ATTENTION] = play_attention,
};

static guint
next_delay_ms(const WdRehearsalStage *stage)
{
	const WdRehearsalScene *scene;

	if (stage->next >= stage->script->scenes->len)
		return WD_REHEARSAL_LAST_WORD_MS;
	scene = g_ptr_array_index(stage->script->scenes, stage->next);
	return (guint)((guint64)scene->delay_ms * stage->pace_percent / 100);
}

/*
 * The next scene is booked before this one is played: whatever a scene sets off may end the
 * connection, and the stage with it.
 */
static gboolean
advance(gpointer data)
{
	WdRehearsalStage *stage = data;
	PurpleConnection *connection = stage->connection;
	const WdRehearsalScene *scene;
	Play act;

	stage->timer = 0;
	if (stage->next >= stage->script->scenes->len) {
		wd_rehearsal_wire_done(connection);
		return G_SOURCE_REMOVE;
	}
	scene = g_ptr_array_index(stage->script->scenes, stage->next++);
	stage->timer = purple_timeout_add(next_delay_ms(stage), advance, stage);
	act = plays[scene->action];
	wd_rehearsal_wire_scene(connection, scene->id);
	if (act != NULL && PURPLE_CONNECTION_IS_VALID(connection))
		act(connection, scene);
	return G_SOURCE_REMOVE;
}

/**
 * wd_rehearsal_stage_new:
 * @connection: a connected connection of the rehearsal protocol; must outlive the stage
 * @script: (transfer full): what to play
 * @pace_percent: of every delay of the script; 100 is the pace of people
 *
 * Begins to play. The contacts' scenes happen by themselves; the person's are announced only.
 *
 * Returns: (transfer full): the play
 */
WdRehearsalStage *
wd_rehearsal_stage_new(PurpleConnection *connection, WdRehearsalScript *script, guint pace_percent)
{
	WdRehearsalStage *stage = g_new0(WdRehearsalStage, 1);

	stage->connection = connection;
	stage->script = script;
	stage->pace_percent = pace_percent;
	stage->timer = purple_timeout_add(next_delay_ms(stage), advance, stage);
	return stage;
}

/**
 * wd_rehearsal_stage_free:
 * @stage: (nullable) (transfer full): a play, which may be in its middle
 */
void
wd_rehearsal_stage_free(WdRehearsalStage *stage)
{
	if (stage == NULL)
		return;
	g_clear_handle_id(&stage->timer, purple_timeout_remove);
	wd_rehearsal_script_free(stage->script);
	g_free(stage);
}
