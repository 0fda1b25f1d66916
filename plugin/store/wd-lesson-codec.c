/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-lesson-codec.h"

#include <string.h>

#include "engine/spim/wd-spim-features.h"
#include "engine/wd-error.h"

#define MARK    "WDLESSON"
#define VERSION 1

/* Where the fields stand; numbers are big-endian. */
enum {
	AT_MARK = 0,
	AT_VERSION = 8,
	AT_FEATURES = 10,
	AT_ID = 12,
	AT_PART = 28,
	AT_IS_SPIM = 30,
	AT_SOURCE = 31,
	AT_TIME = 32,
	AT_N_DISTINCT = 40,
	AT_N_BUCKETS = 44,
	AT_BUCKETS = 48,
};

G_STATIC_ASSERT(AT_BUCKETS + 4 * WD_SPIM_LESSON_BUCKETS == WD_LESSON_CODEC_LEN);

static void
put_16(guint8 *at, guint number)
{
	guint16 big = GUINT16_TO_BE((guint16)number);

	memcpy(at, &big, sizeof big);
}

static void
put_32(guint8 *at, guint32 number)
{
	guint32 big = GUINT32_TO_BE(number);

	memcpy(at, &big, sizeof big);
}

static void
put_64(guint8 *at, gint64 number)
{
	gint64 big = GINT64_TO_BE(number);

	memcpy(at, &big, sizeof big);
}

static guint
get_16(const guint8 *at)
{
	guint16 big;

	memcpy(&big, at, sizeof big);
	return GUINT16_FROM_BE(big);
}

static guint32
get_32(const guint8 *at)
{
	guint32 big;

	memcpy(&big, at, sizeof big);
	return GUINT32_FROM_BE(big);
}

static gint64
get_64(const guint8 *at)
{
	gint64 big;

	memcpy(&big, at, sizeof big);
	return GINT64_FROM_BE(big);
}

static void
put_id(guint8 *at, const char *id)
{
	for (gsize i = 0; i < WD_SPIM_LESSON_ID_CHARS / 2; i++)
		at[i] = (guint8)(g_ascii_xdigit_value(id[2 * i]) << 4 |
				 g_ascii_xdigit_value(id[2 * i + 1]));
}

static void
get_id(const guint8 *at, char *id)
{
	for (gsize i = 0; i < WD_SPIM_LESSON_ID_CHARS / 2; i++)
		g_snprintf(id + 2 * i, 3, "%02x", at[i]);
}

/**
 * wd_lesson_codec_format:
 * @lesson: a valid lesson
 *
 * Returns: (transfer full): %WD_LESSON_CODEC_LEN bytes, the same for the same lesson
 */
GBytes *
wd_lesson_codec_format(const WdSpimLesson *lesson)
{
	guint8 *bytes = g_malloc0(WD_LESSON_CODEC_LEN);

	memcpy(bytes + AT_MARK, MARK, strlen(MARK));
	put_16(bytes + AT_VERSION, VERSION);
	put_16(bytes + AT_FEATURES, WD_SPIM_FEATURES_VERSION);
	put_id(bytes + AT_ID, lesson->id);
	put_16(bytes + AT_PART, lesson->part);
	bytes[AT_IS_SPIM] = lesson->is_spim ? 1 : 0;
	bytes[AT_SOURCE] = (guint8)lesson->source;
	put_64(bytes + AT_TIME, lesson->time_ms);
	put_32(bytes + AT_N_DISTINCT, lesson->n_distinct);
	put_32(bytes + AT_N_BUCKETS, lesson->n_buckets);
	for (guint32 i = 0; i < lesson->n_buckets; i++)
		put_32(bytes + AT_BUCKETS + 4 * i, lesson->buckets[i]);
	return g_bytes_new_take(bytes, WD_LESSON_CODEC_LEN);
}

static gboolean
check_head(const guint8 *bytes, gsize len, GError **error)
{
	if (len != WD_LESSON_CODEC_LEN || memcmp(bytes + AT_MARK, MARK, strlen(MARK)) != 0) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "not a lesson");
		return FALSE;
	}
	if (get_16(bytes + AT_VERSION) == VERSION &&
	    get_16(bytes + AT_FEATURES) == WD_SPIM_FEATURES_VERSION)
		return TRUE;
	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_UNSUPPORTED,
		    "a lesson of format %u with features %u; this version knows %u with %u",
		    get_16(bytes + AT_VERSION),
		    get_16(bytes + AT_FEATURES),
		    VERSION,
		    WD_SPIM_FEATURES_VERSION);
	return FALSE;
}

static gboolean
has_empty_rest(const guint8 *bytes, guint32 n_buckets)
{
	for (gsize i = AT_BUCKETS + 4 * (gsize)n_buckets; i < WD_LESSON_CODEC_LEN; i++) {
		if (bytes[i] != 0)
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_lesson_codec_parse:
 * @bytes: (array length=len): what was unsealed; parsed as if a stranger had written it
 * @len: length of @bytes
 * @lesson: (out): the lesson; unchanged on failure
 * @error: return location for a #WD_ERROR: %WD_ERROR_MALFORMED, or %WD_ERROR_UNSUPPORTED for one of
 *   a later version
 *
 * Takes exactly what wd_lesson_codec_format() gives.
 *
 * Returns: whether @bytes are a valid lesson
 */
gboolean
wd_lesson_codec_parse(const guint8 *bytes, gsize len, WdSpimLesson *lesson, GError **error)
{
	WdSpimLesson found = {.part = 0};

	if (!check_head(bytes, len, error))
		return FALSE;
	get_id(bytes + AT_ID, found.id);
	found.part = get_16(bytes + AT_PART);
	found.is_spim = bytes[AT_IS_SPIM] == 1;
	found.source = (WdSpimSource)bytes[AT_SOURCE];
	found.time_ms = get_64(bytes + AT_TIME);
	found.n_distinct = get_32(bytes + AT_N_DISTINCT);
	found.n_buckets = get_32(bytes + AT_N_BUCKETS);
	for (guint32 i = 0; i < MIN(found.n_buckets, WD_SPIM_LESSON_BUCKETS); i++)
		found.buckets[i] = get_32(bytes + AT_BUCKETS + 4 * i);
	if (bytes[AT_IS_SPIM] > 1 || !wd_spim_lesson_is_valid(&found) ||
	    !has_empty_rest(bytes, found.n_buckets)) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "a lesson against the rules");
		return FALSE;
	}
	*lesson = found;
	return TRUE;
}
