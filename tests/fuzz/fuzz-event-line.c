/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Laws: an event that was read has valid UTF-8 in every string; an id can stand in JSON; a line
 * that was not read says why in one line. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "ctl/wd-event-line.h"
#include "fuzz-target.h"

static void
check_text(const char *text)
{
	g_assert_true(text == NULL || g_utf8_validate(text, -1, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(WdEventLineParser) parser = wd_event_line_parser_new();
	g_autofree char *line = g_malloc(size + 1);
	g_auto(WdEventLine) parsed = {0};
	g_autoptr(GError) error = NULL;

	memcpy(line, data, size);
	line[size] = '\0';
	if (!wd_event_line_parse(parser, line, size, &parsed, &error)) {
		g_assert_nonnull(error);
		g_assert_null(parsed.event);
		return 0;
	}
	check_text(parsed.event->peer);
	check_text(parsed.event->text);
	check_text(parsed.event->html);
	check_text(parsed.event->url);
	check_text(parsed.event->file_name);
	if (parsed.id != NULL) {
		g_autoptr(JsonNode) id = json_from_string(parsed.id, NULL);

		g_assert_nonnull(id);
	}
	return 0;
}
