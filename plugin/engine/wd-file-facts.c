/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-file-facts.h"

#include <string.h>

#include "engine/wd-limits.h"

/* The public part comes first, so that a pointer to one is a pointer to the other. */
typedef struct {
	WdFileFacts facts;
	gatomicrefcount n_refs;
} Counted;

static const char *const classes[WD_FILE_N_CLASSES] = {
	[WD_FILE_UNKNOWN] = "unknown",
	[WD_FILE_EMPTY] = "empty",
	[WD_FILE_TEXT] = "text",
	[WD_FILE_IMAGE] = "image",
	[WD_FILE_AUDIO] = "audio",
	[WD_FILE_VIDEO] = "video",
	[WD_FILE_DOCUMENT] = "document",
	[WD_FILE_ARCHIVE] = "archive",
	[WD_FILE_PROGRAM] = "program",
	[WD_FILE_SCRIPT] = "script",
	[WD_FILE_DISK] = "disk",
	[WD_FILE_DATA] = "data",
};

/* By bit. */
static const char *const flags[WD_FILE_N_FLAGS] = {
	"encrypted",
	"macros",
	"program-inside",
	"link-inside",
	"path-inside",
	"disguise-inside",
	"bomb",
	"limit",
	"damaged",
	"truncated",
	"contradicts",
	"active",
};

static const char *const inspections[WD_INSPECTION_N] = {
	[WD_INSPECTION_NONE] = "none",
	[WD_INSPECTION_DONE] = "done",
	[WD_INSPECTION_CRASHED] = "crashed",
	[WD_INSPECTION_TIMED_OUT] = "timed-out",
	[WD_INSPECTION_FORBIDDEN] = "forbidden",
	[WD_INSPECTION_FAILED] = "failed",
};

static const char *const scan_results[WD_SCAN_N] = {
	[WD_SCAN_NONE] = "none",
	[WD_SCAN_CLEAN] = "clean",
	[WD_SCAN_INFECTED] = "infected",
	[WD_SCAN_FAILED] = "failed",
};

static gboolean
find_word(const char *const *words, guint n_words, const char *text, guint *index)
{
	for (guint i = 0; i < n_words; i++) {
		if (g_strcmp0(words[i], text) == 0) {
			*index = i;
			return TRUE;
		}
	}
	return FALSE;
}

/* Cuts before a character that would cross the bound, then repairs what is not UTF-8. */
static char *
clean(const char *raw, gsize max_bytes)
{
	gsize len;

	if (raw == NULL)
		return NULL;
	len = strnlen(raw, max_bytes + 1);
	if (len > max_bytes) {
		len = max_bytes;
		while (len > 0 && ((guchar)raw[len] & 0xc0) == 0x80)
			len--;
	}
	return g_utf8_make_valid(raw, (gssize)len);
}

static void
clean_scan(WdScanAnswer *scan)
{
	if ((guint)scan->result >= WD_SCAN_N)
		scan->result = WD_SCAN_FAILED;
	scan->name = clean(scan->name, WD_FILE_MAX_REASON_BYTES);
	scan->reason = clean(scan->reason, WD_FILE_MAX_REASON_BYTES);
	scan->engine = clean(scan->engine, WD_FILE_MAX_REASON_BYTES);
}

static void
free_scan(WdScanAnswer *scan)
{
	g_free((char *)scan->name);
	g_free((char *)scan->reason);
	g_free((char *)scan->engine);
}

static WdFileClass
clean_class(WdFileClass file_class)
{
	return (guint)file_class < WD_FILE_N_CLASSES ? file_class : WD_FILE_UNKNOWN;
}

static void
copy_members(WdFileFacts *facts, const WdFileFacts *fields)
{
	guint n = MIN(fields->n_members, WD_FILE_MAX_MEMBERS);
	WdFileMember *members = n == 0 ? NULL : g_new0(WdFileMember, n);

	for (guint i = 0; i < n; i++) {
		const char *name = fields->members[i].name;

		members[i].name = clean(name != NULL ? name : "", WD_FILE_MAX_MEMBER_BYTES);
		members[i].file_class = clean_class(fields->members[i].file_class);
		members[i].flags = fields->members[i].flags & WD_FILE_ALL_FLAGS;
	}
	facts->members = members;
	facts->n_members = n;
}

/**
 * wd_file_facts_new:
 * @fields: what was seen; its strings are borrowed, may be NULL and need not be UTF-8
 *
 * Copies, cuts every string to its bound and repairs it to UTF-8; an unknown class or flag, which
 * only a broken inspector could send, counts as none. Names must have been made safe to show by the
 * caller.
 *
 * Returns: (transfer full): immutable facts
 */
WdFileFacts *
wd_file_facts_new(const WdFileFacts *fields)
{
	Counted *counted = g_new0(Counted, 1);
	WdFileFacts *facts = &counted->facts;

	*facts = *fields;
	facts->name = clean(fields->name != NULL ? fields->name : "", WD_LIMIT_FILE_NAME_BYTES);
	facts->size = fields->size < 0 ? -1 : fields->size;
	if (!facts->has_hash)
		memset(facts->hash, 0, sizeof facts->hash);
	if ((guint)fields->inspection >= WD_INSPECTION_N)
		facts->inspection = WD_INSPECTION_FAILED;
	facts->failure = clean(fields->failure, WD_FILE_MAX_REASON_BYTES);
	facts->type = clean(fields->type, WD_FILE_MAX_TYPE_BYTES);
	facts->file_class = clean_class(fields->file_class);
	facts->flags = fields->flags & WD_FILE_ALL_FLAGS;
	copy_members(facts, fields);
	facts->text = clean(fields->text, WD_FILE_MAX_TEXT_BYTES);
	clean_scan(&facts->scan);
	g_atomic_ref_count_init(&counted->n_refs);
	return facts;
}

/**
 * wd_file_facts_ref:
 * @facts: facts that wd_file_facts_new() made
 *
 * Returns: (transfer full): the same facts
 */
WdFileFacts *
wd_file_facts_ref(const WdFileFacts *facts)
{
	g_atomic_ref_count_inc(&((Counted *)facts)->n_refs);
	return (WdFileFacts *)facts;
}

/**
 * wd_file_facts_unref:
 * @facts: (nullable) (transfer full): facts that wd_file_facts_new() made
 */
void
wd_file_facts_unref(const WdFileFacts *facts)
{
	Counted *counted = (Counted *)facts;

	if (facts == NULL || !g_atomic_ref_count_dec(&counted->n_refs))
		return;
	for (guint i = 0; i < facts->n_members; i++)
		g_free((char *)facts->members[i].name);
	g_free((WdFileMember *)facts->members);
	g_free((char *)facts->name);
	g_free((char *)facts->failure);
	g_free((char *)facts->type);
	g_free((char *)facts->text);
	free_scan(&counted->facts.scan);
	g_free(counted);
}

/**
 * wd_file_facts_with_scan:
 * @facts: facts
 * @scan: what a scanner said of the same bytes
 *
 * Returns: (transfer full): the same facts with that answer in place of theirs
 */
WdFileFacts *
wd_file_facts_with_scan(const WdFileFacts *facts, const WdScanAnswer *scan)
{
	WdFileFacts fields = *facts;

	fields.scan = *scan;
	return wd_file_facts_new(&fields);
}

/**
 * wd_file_facts_format_hash:
 * @facts: facts
 *
 * Returns: (transfer full) (nullable): the SHA-256 of the file in lower-case hexadecimal digits, or
 * NULL where nobody read it to its end
 */
char *
wd_file_facts_format_hash(const WdFileFacts *facts)
{
	static const char digits[] = "0123456789abcdef";
	char *text;

	if (!facts->has_hash)
		return NULL;
	text = g_malloc0(2 * WD_FILE_HASH_BYTES + 1);
	for (guint i = 0; i < WD_FILE_HASH_BYTES; i++) {
		text[2 * i] = digits[facts->hash[i] >> 4];
		text[2 * i + 1] = digits[facts->hash[i] & 15];
	}
	return text;
}

/**
 * wd_file_class_to_string:
 * @file_class: a class
 *
 * Returns: (transfer none): its word; never translated
 */
const char *
wd_file_class_to_string(WdFileClass file_class)
{
	g_return_val_if_fail((guint)file_class < WD_FILE_N_CLASSES, NULL);
	return classes[file_class];
}

/**
 * wd_file_class_parse:
 * @text: (nullable): a word
 * @file_class: (out): set only on success
 *
 * Returns: whether @text is a class
 */
gboolean
wd_file_class_parse(const char *text, WdFileClass *file_class)
{
	guint index;

	if (!find_word(classes, WD_FILE_N_CLASSES, text, &index))
		return FALSE;
	*file_class = (WdFileClass)index;
	return TRUE;
}

/**
 * wd_file_flag_to_string:
 * @flag: one flag
 *
 * Returns: (transfer none) (nullable): its word, never translated; NULL for no flag or several
 */
const char *
wd_file_flag_to_string(WdFileFlag flag)
{
	for (guint i = 0; i < WD_FILE_N_FLAGS; i++) {
		if ((guint)flag == 1u << i)
			return flags[i];
	}
	return NULL;
}

/**
 * wd_file_flag_parse:
 * @text: (nullable): a word
 * @flag: (out): set only on success
 *
 * Returns: whether @text is a flag
 */
gboolean
wd_file_flag_parse(const char *text, WdFileFlag *flag)
{
	guint index;

	if (!find_word(flags, WD_FILE_N_FLAGS, text, &index))
		return FALSE;
	*flag = (WdFileFlag)(1u << index);
	return TRUE;
}

/**
 * wd_inspection_to_string:
 * @inspection: how looking ended
 *
 * Returns: (transfer none): its word; never translated
 */
const char *
wd_inspection_to_string(WdInspection inspection)
{
	g_return_val_if_fail((guint)inspection < WD_INSPECTION_N, NULL);
	return inspections[inspection];
}

/**
 * wd_inspection_parse:
 * @text: (nullable): a word
 * @inspection: (out): set only on success
 *
 * Returns: whether @text says how looking ended
 */
gboolean
wd_inspection_parse(const char *text, WdInspection *inspection)
{
	guint index;

	if (!find_word(inspections, WD_INSPECTION_N, text, &index))
		return FALSE;
	*inspection = (WdInspection)index;
	return TRUE;
}

/**
 * wd_scan_result_to_string:
 * @result: what a scanner said
 *
 * Returns: (transfer none): its word; never translated
 */
const char *
wd_scan_result_to_string(WdScanResult result)
{
	g_return_val_if_fail((guint)result < WD_SCAN_N, NULL);
	return scan_results[result];
}
