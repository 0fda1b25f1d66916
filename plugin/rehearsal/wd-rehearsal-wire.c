/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearsal-wire.h"

/**
 * wd_rehearsal_wire_open:
 * @protocol: the rehearsal protocol's plugin
 *
 * Registers the signals by which a host outside this module sees what left the client, and when.
 */
void
wd_rehearsal_wire_open(PurplePlugin *protocol)
{
	purple_signal_register(protocol,
			       "rehearsal-scene",
			       purple_marshal_VOID__POINTER_POINTER,
			       NULL,
			       2,
			       purple_value_new(PURPLE_TYPE_SUBTYPE, PURPLE_SUBTYPE_ACCOUNT),
			       purple_value_new(PURPLE_TYPE_STRING));
	purple_signal_register(protocol,
			       "rehearsal-wire",
			       purple_marshal_VOID__POINTER_POINTER,
			       NULL,
			       2,
			       purple_value_new(PURPLE_TYPE_SUBTYPE, PURPLE_SUBTYPE_ACCOUNT),
			       purple_value_new(PURPLE_TYPE_STRING));
	purple_signal_register(protocol,
			       "rehearsal-done",
			       purple_marshal_VOID__POINTER,
			       NULL,
			       1,
			       purple_value_new(PURPLE_TYPE_SUBTYPE, PURPLE_SUBTYPE_ACCOUNT));
}

/**
 * wd_rehearsal_wire_close:
 * @protocol: the rehearsal protocol's plugin
 *
 * Takes the signals back.
 */
void
wd_rehearsal_wire_close(PurplePlugin *protocol)
{
	purple_signals_unregister_by_instance(protocol);
}

/**
 * wd_rehearsal_wire_write:
 * @connection: on which it would have left
 * @format: printf format of one line: a verb, whom, what
 * @...: its arguments
 *
 * Says that something left the client. A real protocol would write bytes to a socket here.
 */
void
wd_rehearsal_wire_write(PurpleConnection *connection, const char *format, ...)
{
	va_list arguments;
	g_autofree char *line = NULL;

	va_start(arguments, format);
	line = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	purple_signal_emit(purple_connection_get_prpl(connection),
			   "rehearsal-wire",
			   purple_connection_get_account(connection),
			   line);
}

/**
 * wd_rehearsal_wire_scene:
 * @connection: where the play is on
 * @id: the scene that comes next
 */
void
wd_rehearsal_wire_scene(PurpleConnection *connection, const char *id)
{
	g_autofree char *copy = g_strdup(id); /* the script may go while it is heard */

	purple_signal_emit(purple_connection_get_prpl(connection),
			   "rehearsal-scene",
			   purple_connection_get_account(connection),
			   copy);
}

/**
 * wd_rehearsal_wire_done:
 * @connection: where the play was on
 *
 * Says that the last scene is over.
 */
void
wd_rehearsal_wire_done(PurpleConnection *connection)
{
	purple_signal_emit(purple_connection_get_prpl(connection),
			   "rehearsal-done",
			   purple_connection_get_account(connection));
}
