/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-stock-log.h"

#include <string.h>

#include "engine/text/wd-markup.h"

#define DATE_LEN    17 /* "2026-11-22.051000" */
#define MS_A_SECOND 1000
#define MS_A_DAY    (G_GINT64_CONSTANT(86400) * 1000)
#define HALF_DAY_MS (MS_A_DAY / 2)
#define MAX_STAMP   64 /* bytes between the brackets of a time */
#define MAX_SENDER  512

/* libpurple's message flags, as they are kept in logs. */
#define FLAG_SEND    0x0001
#define FLAG_RECV    0x0002
#define FLAG_SYSTEM  0x0004
#define FLAG_ERROR   0x0200
#define FLAG_RAW     0x0800
#define FLAG_WHISPER 0x4000

/* libpurple names folders by a protocol's icon, which is not always its id. */
static const struct {
	const char *icon;
	const char *protocol;
} protocols[] = {
	{"gadu-gadu", "prpl-gg"},
	{"google-talk", "prpl-jabber"},
	{"facebook", "prpl-jabber"},
	{"xmpp", "prpl-jabber"},
};

/* The colours of its HTML, by which alone it says what a line is. */
static const struct {
	const char *colour;
	guint32 flags;
} colours[] = {
	{"16569E", FLAG_SEND},
	{"A82F2F", FLAG_RECV},
	{"062585", FLAG_RECV},
	{"6C2585", FLAG_WHISPER},
	{"FF0000", FLAG_ERROR},
};

/**
 * wd_stock_log_name_free:
 * @name: (nullable) (transfer full): a name
 */
void
wd_stock_log_name_free(WdStockLogName *name)
{
	if (name == NULL)
		return;
	g_free(name->protocol);
	g_free(name->account);
	g_free(name->peer);
	g_free(name);
}

/* libpurple writes what a file's name may not have as %xx. */
static char *
unescape(const char *text)
{
	g_autofree char *bytes = g_uri_unescape_string(text, NULL);

	return g_utf8_make_valid(bytes != NULL ? bytes : text, -1);
}

static char *
find_protocol(const char *icon)
{
	for (gsize i = 0; i < G_N_ELEMENTS(protocols); i++) {
		if (g_str_equal(protocols[i].icon, icon))
			return g_strdup(protocols[i].protocol);
	}
	return g_strconcat("prpl-", icon, NULL);
}

static gboolean
take_digits(const char *text, guint n, gint64 *value)
{
	*value = 0;
	for (guint i = 0; i < n; i++) {
		if (!g_ascii_isdigit(text[i]))
			return FALSE;
		*value = *value * 10 + (text[i] - '0');
	}
	return TRUE;
}

/* "+0100": a clock's offset. Older logs have none: then the times are taken for UTC. */
static gint64
parse_offset(const char *text)
{
	gint64 hours;
	gint64 minutes;

	if ((*text != '+' && *text != '-') || !take_digits(text + 1, 2, &hours) ||
	    !take_digits(text + 3, 2, &minutes))
		return 0;
	return (*text == '-' ? -1 : 1) * (hours * 60 + minutes) * 60 * MS_A_SECOND;
}

static gboolean
parse_date(const char *file, WdStockLogName *name)
{
	gint64 parts[6];
	static const guint at[] = {0, 5, 8, 11, 13, 15};
	g_autoptr(GDateTime) time = NULL;

	if (strlen(file) < DATE_LEN || file[4] != '-' || file[7] != '-' || file[10] != '.')
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(at); i++) {
		if (!take_digits(file + at[i], i == 0 ? 4 : 2, &parts[i]))
			return FALSE;
	}
	time = g_date_time_new_utc((int)parts[0],
				   (int)parts[1],
				   (int)parts[2],
				   (int)parts[3],
				   (int)parts[4],
				   (double)parts[5]);
	if (time == NULL)
		return FALSE;
	name->offset_ms = parse_offset(file + DATE_LEN);
	name->time_ms = g_date_time_to_unix(time) * MS_A_SECOND - name->offset_ms;
	return TRUE;
}

/* "room.chat" is a room, ".system" who came and went. */
static void
set_peer(WdStockLogName *name, const char *folder)
{
	g_autofree char *peer = unescape(folder);

	if (g_str_equal(peer, ".system")) {
		name->log_class = WD_LOG_SYSTEM;
		name->peer = g_strdup(name->account);
	} else if (g_str_has_suffix(peer, ".chat")) {
		name->log_class = WD_LOG_CHAT;
		name->peer = g_strndup(peer, strlen(peer) - strlen(".chat"));
	} else {
		name->log_class = WD_LOG_IM;
		name->peer = g_steal_pointer(&peer);
	}
}

/**
 * wd_stock_log_name_parse:
 * @path: a path below the folder of logs; untrusted
 *
 * Returns: (transfer full) (nullable): what it says; NULL when it is no path of a log
 */
WdStockLogName *
wd_stock_log_name_parse(const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", 5);
	g_autoptr(WdStockLogName) name = g_new0(WdStockLogName, 1);

	if (g_strv_length(parts) != 4 || parts[0][0] == '\0' || parts[1][0] == '\0' ||
	    parts[2][0] == '\0')
		return NULL;
	name->is_html = g_str_has_suffix(parts[3], ".html");
	if ((!name->is_html && !g_str_has_suffix(parts[3], ".txt")) || !parse_date(parts[3], name))
		return NULL;
	name->protocol = find_protocol(parts[0]);
	name->account = unescape(parts[1]);
	set_peer(name, parts[2]);
	return g_steal_pointer(&name);
}

/* One log on its way. */
struct WdStockLogParser {
	const WdStockLogName *name;
	WdStockLogVisit visit;
	gpointer data;
	const char *at; /* what is not read yet */
	const char *end;
	gboolean is_begun;
	gint64 time_ms; /* of the line before */
	GString *body;  /* of the message that may go on in the next line */
	char *sender;   /* (nullable) */
	guint32 flags;
	gboolean has_message;
};

typedef WdStockLogParser Parsing;

static void
flush(Parsing *parsing)
{
	WdLogMessage message = {
		.time_ms = parsing->time_ms,
		.flags = parsing->flags,
		.sender = parsing->sender,
	};
	g_autofree char *text = NULL;
	g_autofree char *html = NULL;

	if (!parsing->has_message)
		return;
	text = g_utf8_make_valid(parsing->body->str, (gssize)parsing->body->len);
	if (!parsing->name->is_html) {
		g_autofree char *escaped = wd_markup_escape(text);
		g_auto(GStrv) lines = g_strsplit(escaped, "\n", -1);

		html = g_strjoinv("<br>", lines);
	}
	message.body = html != NULL ? html : text;
	parsing->visit(&message, parsing->data);
	parsing->has_message = FALSE;
	g_string_truncate(parsing->body, 0);
	g_clear_pointer(&parsing->sender, g_free);
}

/* The last h:mm:ss in a stamp, whatever date a language puts beside it; FALSE: there is none. */
static gboolean
parse_clock(const char *stamp, gsize len, gint64 *of_day_ms)
{
	g_autofree char *text = g_strndup(stamp, len);
	char *colon = strrchr(text, ':');
	gint64 hours = 0;
	gint64 minutes;
	gint64 seconds;
	char *start;

	if (colon == NULL || colon - text < 4 || colon[-3] != ':' ||
	    !take_digits(colon - 2, 2, &minutes) || !take_digits(colon + 1, 2, &seconds))
		return FALSE;
	for (start = colon - 3; start > text && g_ascii_isdigit(start[-1]); start--)
		continue;
	if (start == colon - 3 || colon - 3 - start > 2)
		return FALSE;
	(void)take_digits(start, (guint)(colon - 3 - start), &hours);
	if (strstr(colon, "PM") != NULL && hours < 12)
		hours += 12;
	else if (strstr(colon, "AM") != NULL && hours == 12)
		hours = 0;
	if (hours > 23 || minutes > 59 || seconds > 60)
		return FALSE;
	*of_day_ms = ((hours * 60 + minutes) * 60 + seconds) * MS_A_SECOND;
	return TRUE;
}

/* Lines show the time of day only: one that is much earlier than the line before is the next day's.
 */
static gint64
place_in_time(const Parsing *parsing, gint64 of_day_ms)
{
	gint64 local_ms = parsing->time_ms + parsing->name->offset_ms;
	gint64 day_ms = local_ms - ((local_ms % MS_A_DAY) + MS_A_DAY) % MS_A_DAY;
	gint64 time_ms = day_ms + of_day_ms;

	if (time_ms < local_ms - HALF_DAY_MS)
		time_ms += MS_A_DAY;
	return time_ms - parsing->name->offset_ms;
}

/* Behind the tags that a line begins with; what colour they had says what it is. */
static const char *
skip_look(const char *line, guint32 *flags)
{
	while (*line == '<') {
		const char *end = strchr(line, '>');

		if (end == NULL || (g_ascii_strncasecmp(line, "<span", 5) != 0 &&
				    g_ascii_strncasecmp(line, "<font", 5) != 0))
			return line;
		for (gsize i = 0; i < G_N_ELEMENTS(colours); i++) {
			const char *found = g_strstr_len(line, end - line, colours[i].colour);

			if (found != NULL)
				*flags = colours[i].flags;
		}
		line = end + 1;
	}
	return line;
}

static const char *
skip_ends(const char *at)
{
	while (g_str_has_prefix(at, "</span>") || g_str_has_prefix(at, "</font>"))
		at += strlen("</span>");
	return at;
}

/* "(05:10:00)", perhaps with a date; sets @at behind it. */
static gboolean
take_stamp(Parsing *parsing, const char **at, gint64 *time_ms)
{
	const char *end;
	gint64 of_day_ms;

	if (**at != '(')
		return FALSE;
	end = memchr(*at, ')', strnlen(*at, MAX_STAMP));
	if (end == NULL || !parse_clock(*at + 1, (gsize)(end - *at - 1), &of_day_ms))
		return FALSE;
	*time_ms = place_in_time(parsing, of_day_ms);
	*at = end + 1;
	return TRUE;
}

static void
begin_message(Parsing *parsing, gint64 time_ms, guint32 flags, char *sender, const char *body)
{
	flush(parsing);
	parsing->time_ms = time_ms;
	parsing->flags = flags;
	parsing->sender = sender;
	parsing->has_message = TRUE;
	g_string_assign(parsing->body, body);
}

static char *
cut_end(const char *text, const char *end)
{
	gsize len = strlen(text);

	if (g_str_has_suffix(text, end))
		len -= strlen(end);
	return g_strndup(text, len);
}

/* "<b>NAME:</b></span> BODY<br>", or "<b>BODY</b><br>" of the program's own. */
static gboolean
take_html_line(Parsing *parsing, const char *line)
{
	guint32 flags = 0;
	gint64 time_ms;
	const char *at = skip_look(line, &flags);
	const char *colon;
	g_autofree char *body = NULL;

	if (!take_stamp(parsing, &at, &time_ms))
		return FALSE;
	at = skip_ends(at);
	at += strspn(at, " ");
	colon = g_str_has_prefix(at, "<b>") ? strstr(at, ":</b>") : NULL;
	if (colon != NULL && colon - at < MAX_SENDER &&
	    memchr(at + 3, '<', (gsize)(colon - at - 3)) == NULL) {
		g_autofree char *name = g_strndup(at + 3, (gsize)(colon - at - 3));
		g_autoptr(WdMarkup) plain = wd_markup_parse(name);

		body = cut_end(skip_ends(colon + strlen(":</b>")), "<br>");
		begin_message(parsing,
			      time_ms,
			      flags != 0 ? flags : FLAG_RECV,
			      g_strdup(plain->text),
			      body + strspn(body, " "));
		return TRUE;
	}
	body = cut_end(at, "<br>");
	begin_message(parsing, time_ms, flags == FLAG_ERROR ? flags : FLAG_SYSTEM, NULL, body);
	return TRUE;
}

/* "NAME: BODY"; a line of the program's own has no name. */
static gboolean
take_text_line(Parsing *parsing, const char *line)
{
	gint64 time_ms;
	const char *at = line;
	const char *colon;

	if (!take_stamp(parsing, &at, &time_ms))
		return FALSE;
	at += strspn(at, " ");
	colon = strstr(at, ": ");
	if (colon != NULL && colon - at < MAX_SENDER &&
	    memchr(at, ' ', (gsize)(colon - at)) == NULL)
		begin_message(
			parsing, time_ms, FLAG_RECV, g_strndup(at, (gsize)(colon - at)), colon + 2);
	else
		begin_message(parsing, time_ms, FLAG_SYSTEM, NULL, at);
	return TRUE;
}

/* The first line is a title that says what the path says, the last closes the page. */
static gboolean
is_frame(const WdStockLogName *name, const char *line, gboolean is_first)
{
	if (is_first)
		return name->is_html ? strstr(line, "<head>") != NULL
				     : g_str_has_prefix(line, "Conversation with ") ||
					       g_str_has_prefix(line, "System log for ");
	return name->is_html && (g_str_equal(line, "</body>") || g_str_equal(line, "</html>") ||
				 g_str_equal(line, "</p>") || g_str_equal(line, "</body></html>"));
}

static void
take_line(Parsing *parsing, const char *line, gboolean is_first)
{
	g_autofree char *valid = g_utf8_make_valid(line, -1);

	if (is_frame(parsing->name, valid, is_first))
		return;
	if (parsing->name->is_html ? take_html_line(parsing, valid)
				   : take_text_line(parsing, valid))
		return;
	if (parsing->has_message) { /* it goes on */
		g_string_append_c(parsing->body, '\n');
		g_string_append(parsing->body, valid);
	} else if (valid[0] != '\0') { /* not understood, and kept */
		begin_message(parsing, parsing->time_ms, FLAG_RAW, NULL, valid);
	}
}

/**
 * wd_stock_log_parser_new:
 * @raw: (array length=len): a whole log; untrusted, of any encoding. Borrowed, as is @name
 * @len: length of @raw
 * @name: what its path says
 * @visit: called for each message, in order; strings are UTF-8, the body markup
 * @data: for @visit
 *
 * Returns: (transfer full): a parser before the first line
 */
WdStockLogParser *
wd_stock_log_parser_new(const char *raw,
			gsize len,
			const WdStockLogName *name,
			WdStockLogVisit visit,
			gpointer data)
{
	WdStockLogParser *parser = g_new0(WdStockLogParser, 1);

	parser->name = name;
	parser->visit = visit;
	parser->data = data;
	parser->at = raw;
	parser->end = raw + len;
	parser->time_ms = name->time_ms;
	parser->body = g_string_new(NULL);
	return parser;
}

/**
 * wd_stock_log_parser_free:
 * @parser: (nullable) (transfer full): a parser
 */
void
wd_stock_log_parser_free(WdStockLogParser *parser)
{
	if (parser == NULL)
		return;
	g_string_free(parser->body, TRUE);
	g_free(parser->sender);
	g_free(parser);
}

/* A power cut leaves zeros where a file was written last, and the line goes on behind them. */
static char *
copy_without_zeros(const char *bytes, gsize len)
{
	char *line = g_malloc(len + 1);
	gsize n = 0;

	for (gsize i = 0; i < len; i++) {
		if (bytes[i] != '\0')
			line[n++] = bytes[i];
	}
	line[n] = '\0';
	return line;
}

static void
next_line(WdStockLogParser *parser)
{
	gsize left = (gsize)(parser->end - parser->at);
	const char *newline = memchr(parser->at, '\n', left);
	gsize len = newline != NULL ? (gsize)(newline - parser->at) : left;
	g_autofree char *line = copy_without_zeros(parser->at, len);

	if (g_str_has_suffix(line, "\r"))
		line[strlen(line) - 1] = '\0';
	take_line(parser, line, !parser->is_begun);
	parser->is_begun = TRUE;
	parser->at += MIN(len + 1, left);
}

/**
 * wd_stock_log_parser_step:
 * @parser: a parser
 * @max_lines: how many to read at most
 *
 * Takes time linear in what is read. Every line but the title's and the page's end is in some
 * message.
 *
 * Returns: whether there is more
 */
gboolean
wd_stock_log_parser_step(WdStockLogParser *parser, guint max_lines)
{
	for (; max_lines > 0 && parser->at < parser->end; max_lines--)
		next_line(parser);
	if (parser->at < parser->end)
		return TRUE;
	flush(parser);
	return FALSE;
}

/**
 * wd_stock_log_parse:
 * @raw: (array length=len): a whole log; untrusted, of any encoding
 * @len: length of @raw
 * @name: what its path says
 * @visit: called for each message
 * @data: for @visit
 *
 * All of it at once.
 */
void
wd_stock_log_parse(const char *raw,
		   gsize len,
		   const WdStockLogName *name,
		   WdStockLogVisit visit,
		   gpointer data)
{
	g_autoptr(WdStockLogParser) parser = wd_stock_log_parser_new(raw, len, name, visit, data);

	(void)wd_stock_log_parser_step(parser, G_MAXUINT); /* to the end */
}
