/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-inline.h"

#include "purple/wd-session-judge.h"

#define MAX_IMAGES 20 /* in one message; the rest is noticed by the first of them */

/* Ids that libpurple's store of pictures knows; anything else is text. */
static GArray *
list_images(const char *html)
{
	GArray *images = g_array_new(FALSE, FALSE, sizeof(int));
	const char *start;
	const char *end;
	GData *attributes;

	while (images->len < MAX_IMAGES &&
	       purple_markup_find_tag("img", html, &start, &end, &attributes)) {
		const char *text = g_datalist_get_data(&attributes, "id");
		int id = text == NULL ? 0 : (int)g_ascii_strtoll(text, NULL, 10);

		if (id > 0 && purple_imgstore_find_by_id(id) != NULL)
			g_array_append_val(images, id);
		g_datalist_clear(&attributes);
		html = end + 1;
	}
	return images;
}

/* The client made or opened it, so it is a picture; what else is in it nobody has looked for. */
static WdFileFacts *
make_facts(PurpleStoredImage *image)
{
	gsize len = purple_imgstore_get_size(image);
	WdFileFacts fields = {
		.size = (gint64)len,
		.has_hash = TRUE,
		.file_class = WD_FILE_IMAGE,
		.scan = {.signatures_ms = -1},
	};
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
	gsize n_digest = sizeof fields.hash;

	g_checksum_update(checksum, purple_imgstore_get_data(image), (gssize)len);
	g_checksum_get_digest(checksum, fields.hash, &n_digest);
	return wd_file_facts_new(&fields);
}

static WdEvent *
make_event(const WdEvent *message, int id)
{
	PurpleStoredImage *image = purple_imgstore_find_by_id(id);
	g_autoptr(WdFileFacts) facts = make_facts(image);
	g_autofree char *made_up =
		g_strconcat("image.", purple_imgstore_get_extension(image), NULL);
	const char *name = purple_imgstore_get_filename(image);
	const WdEvent fields = {
		.kind = WD_EVENT_FILE,
		.direction = WD_DIRECTION_OUT,
		.protocol = message->protocol,
		.account = message->account,
		.peer = message->peer,
		.conversation = message->conversation,
		.file_name = name != NULL ? name : made_up,
		.file_size = facts->size,
		.file_facts = facts,
		.encryption = message->encryption,
		.typed = message->typed,
		.time_ms = message->time_ms,
	};

	return wd_event_new(&fields);
}

/**
 * wd_purple_inline_has:
 * @html: a message
 *
 * Returns: whether there is a picture in it, which no mask can cover and a masked text would lose
 */
gboolean
wd_purple_inline_has(const char *html)
{
	g_autoptr(GArray) images = list_images(html);

	return images->len > 0;
}

static void
add_findings(WdVerdict *verdict, const WdVerdict *found)
{
	for (guint i = 0; i < found->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(found->findings, i);

		wd_verdict_add(verdict,
			       wd_finding_new(finding->code,
					      finding->action,
					      finding->weight,
					      0,
					      0,
					      finding->detail));
	}
}

/**
 * wd_purple_inline_judge:
 * @session: the session
 * @account: the person's account
 * @message: the message that goes out
 * @html: as the client wrote it
 * @verdict: the message's; findings about its pictures are added, without a place in the text
 */
void
wd_purple_inline_judge(WdSession *session,
		       PurpleAccount *account,
		       const WdEvent *message,
		       const char *html,
		       WdVerdict *verdict)
{
	g_autoptr(GArray) images = list_images(html);

	for (guint i = 0; i < images->len; i++) {
		g_autoptr(WdEvent) event = make_event(message, g_array_index(images, int, i));
		g_autoptr(WdVerdict) found = wd_session_peek(session, account, event);

		add_findings(verdict, found);
	}
}

/**
 * wd_purple_inline_note:
 * @session: the session
 * @account: the person's account
 * @message: the message that went out
 * @html: as the client wrote it
 */
void
wd_purple_inline_note(WdSession *session,
		      PurpleAccount *account,
		      const WdEvent *message,
		      const char *html)
{
	g_autoptr(GArray) images = list_images(html);

	for (guint i = 0; i < images->len; i++) {
		g_autoptr(WdEvent) event = make_event(message, g_array_index(images, int, i));

		wd_session_note(session, account, event);
	}
}

/**
 * wd_purple_inline_keep:
 * @html: a message that is stopped
 *
 * Returns: (transfer full) (element-type int): the pictures in it, referenced
 */
GArray *
wd_purple_inline_keep(const char *html)
{
	GArray *images = list_images(html);

	for (guint i = 0; i < images->len; i++)
		purple_imgstore_ref_by_id(g_array_index(images, int, i));
	return images;
}

/**
 * wd_purple_inline_release:
 * @images: (transfer full): what wd_purple_inline_keep() gave
 */
void
wd_purple_inline_release(GArray *images)
{
	for (guint i = 0; i < images->len; i++)
		purple_imgstore_unref_by_id(g_array_index(images, int, i));
	g_array_unref(images);
}
