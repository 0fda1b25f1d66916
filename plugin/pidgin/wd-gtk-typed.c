/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-typed.h"

#include <gtkconv.h>

#include "pidgin/wd-gtk-place.h"
#include "pidgin/wd-gtk-text.h"

static char *
get_entry_text(PurpleConversation *conversation)
{
	GtkTextBuffer *buffer = PIDGIN_CONVERSATION(conversation)->entry_buffer;
	GtkTextIter start, end;

	gtk_text_buffer_get_bounds(buffer, &start, &end);
	return gtk_text_buffer_get_slice(buffer, &start, &end, TRUE);
}

/**
 * wd_gtk_typed_look:
 * @place: a conversation
 * @text: what is leaving it, as plain text
 *
 * To be asked while it is being sent. Somebody who drives the keyboard by a program looks like a
 * person.
 *
 * Returns: whether the entry box of that conversation holds it, which is what a hand typed or
 * pasted there
 */
WdTyped
wd_gtk_typed_look(const WdPlace *place, const char *text)
{
	PurpleConversation *conversation = wd_gtk_place_find_conversation(place);
	g_autofree char *entry = NULL;

	if (conversation == NULL)
		return WD_TYPED_NO; /* there is no box to type in */
	/* Several conversations may share one box; it is the active one's. */
	if (PIDGIN_CONVERSATION(conversation)->active_conv != conversation)
		return WD_TYPED_NO;
	entry = get_entry_text(conversation);
	return wd_gtk_text_holds(entry, text) ? WD_TYPED_YES : WD_TYPED_NO;
}
