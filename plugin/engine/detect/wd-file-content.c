/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: programs under another name, macros, documents that act by themselves, programs and
 * disguises in archives, documents and mails, links and paths
 * that leave an archive, archive bombs, what a virus scanner found, and every way of not having
 * looked: locked, damaged, too long, a parser that died, a scanner that is silent or stale.
 * Misses: what a parser does not know, and harm in a type that is what it says.
 * May accuse wrongly: an archive of somebody's scripts; contacts are therefore asked, not refused.
 */
#include "config.h"

#include "engine/detect/wd-file-content.h"

#include "engine/data/wd-extensions.h"
#include "engine/detect/wd-file-action.h"
#include "engine/file/wd-file-name.h"

#define WEIGHT_INFECTED   10.0
#define WEIGHT_BOMB       8.0
#define WEIGHT_LIE        5.0 /* nobody does this by accident */
#define WEIGHT_RUNS       3.0
#define WEIGHT_NOT_LOOKED 1.0
#define DAY_MS            (24 * 60 * 60 * G_GINT64_CONSTANT(1000))

/* What is seen inside and treated like a dangerous type. */
typedef struct {
	WdFileFlag flag;
	const char *code;
	double weight;
} FlagRow;

static const FlagRow flag_rows[] = {
	{WD_FILE_BOMB, "file.bomb", WEIGHT_BOMB},
	{WD_FILE_DISGUISE_INSIDE, "file.disguise-inside", WEIGHT_LIE},
	{WD_FILE_PATH_INSIDE, "file.path-inside", WEIGHT_LIE},
	{WD_FILE_LINK_INSIDE, "file.link-inside", WEIGHT_LIE},
	{WD_FILE_PROGRAM_INSIDE, "file.program-inside", WEIGHT_RUNS},
	{WD_FILE_MACROS, "file.macros", WEIGHT_RUNS},
	{WD_FILE_ACTIVE, "file.active", WEIGHT_RUNS},
};

/* One look at one file's facts. */
typedef struct {
	const WdEvent *event;
	const WdContext *context;
	const WdPolicy *policy;
	const WdFileFacts *facts;
	WdVerdict *verdict;
} Look;

static void
add(Look *look, const char *code, WdAction action, double weight, const char *detail)
{
	wd_verdict_add(look->verdict, wd_finding_new(code, action, weight, 0, 0, detail));
}

/* The first member that is listed for @flag: it names what the person should look for. */
static const char *
find_member(const WdFileFacts *facts, WdFileFlag flag)
{
	for (guint i = 0; i < facts->n_members; i++) {
		if ((facts->members[i].flags & (guint)flag) != 0)
			return facts->members[i].name;
	}
	return NULL;
}

/* A person need not be asked about what they send because it was too long to look at. */
static WdAction
get_failure_action(const Look *look, WdPolicyKey key)
{
	static const WdAction actions[] = {
		[WD_ON_FAILURE_ALLOW] = WD_ACTION_NOTE,
		[WD_ON_FAILURE_WARN] = WD_ACTION_WARN,
		[WD_ON_FAILURE_BLOCK] = WD_ACTION_BLOCK,
	};
	guint choice = wd_policy_get_choice(look->policy, key);
	WdAction action = choice < G_N_ELEMENTS(actions) ? actions[choice] : WD_ACTION_BLOCK;

	return look->event->direction == WD_DIRECTION_OUT && action == WD_ACTION_WARN
		       ? WD_ACTION_NOTE
		       : action;
}

static WdAction
get_action(const Look *look, WdPolicyKey key)
{
	WdAction action = (WdAction)wd_policy_get_choice(look->policy, key);

	return look->event->direction == WD_DIRECTION_OUT
		       ? MIN(action,
			     (WdAction)wd_policy_get_choice(look->policy, WD_KEY_FILES_OUTGOING))
		       : action;
}

static void
judge_flags(Look *look, WdAction action)
{
	for (guint i = 0; i < G_N_ELEMENTS(flag_rows); i++) {
		const FlagRow *row = &flag_rows[i];

		if ((look->facts->flags & (guint)row->flag) != 0)
			add(look,
			    row->code,
			    action,
			    row->weight,
			    find_member(look->facts, row->flag));
	}
	if ((look->facts->flags & WD_FILE_ENCRYPTED) != 0)
		add(look,
		    "file.encrypted",
		    get_action(look, WD_KEY_FILES_ENCRYPTED),
		    WEIGHT_NOT_LOOKED,
		    find_member(look->facts, WD_FILE_ENCRYPTED));
}

static gboolean
runs(WdFileClass file_class)
{
	return file_class == WD_FILE_PROGRAM || file_class == WD_FILE_DISK;
}

/* A script runs where nothing in its name says that it is something else: "install", not
 * "notes.txt". */
static gboolean
is_bare_script(WdFileClass file_class, const char *extension)
{
	return file_class == WD_FILE_SCRIPT && wd_extension_get_class(extension) == WD_FILE_UNKNOWN;
}

/* A name that says what the bytes are is the other detector's. */
static void
judge_type(Look *look, WdAction action)
{
	const WdFileFacts *facts = look->facts;
	g_autoptr(WdFileName) name = wd_file_name_parse(
		look->event->file_name != NULL ? look->event->file_name : facts->name);
	const char *type = facts->type != NULL ? facts->type : "";

	if ((facts->flags & WD_FILE_CONTRADICTS) != 0)
		add(look,
		    "file.contradicts",
		    runs(facts->file_class)
			    ? MAX(action, get_action(look, WD_KEY_FILES_CONTRADICTIONS))
			    : get_action(look, WD_KEY_FILES_CONTRADICTIONS),
		    runs(facts->file_class) ? WEIGHT_LIE : WEIGHT_RUNS,
		    type);
	else if (is_bare_script(facts->file_class, name->extension) ||
		 (runs(facts->file_class) && !wd_extension_is_dangerous(name->extension)))
		add(look, "file.program", action, WEIGHT_RUNS, type);
}

static void
judge_inspection(Look *look)
{
	const WdFileFacts *facts = look->facts;
	WdAction action = get_failure_action(look, WD_KEY_FILES_ON_INSPECT_FAILURE);
	guint parts = WD_FILE_LIMIT | WD_FILE_DAMAGED | WD_FILE_TRUNCATED;
	gboolean is_attack = facts->inspection == WD_INSPECTION_CRASHED ||
			     facts->inspection == WD_INSPECTION_FORBIDDEN;

	if (facts->inspection > WD_INSPECTION_DONE)
		add(look,
		    is_attack ? "file.parser-died" : "file.not-inspected",
		    action,
		    is_attack ? WEIGHT_LIE : WEIGHT_NOT_LOOKED,
		    facts->failure);
	else if ((facts->flags & parts) != 0)
		add(look,
		    "file.not-whole",
		    action,
		    WEIGHT_NOT_LOOKED,
		    find_member(facts, WD_FILE_LIMIT));
}

static void
judge_signatures(Look *look)
{
	const WdScanAnswer *scan = &look->facts->scan;
	gint64 age_ms = look->event->time_ms - scan->signatures_ms;
	WdAction action = get_failure_action(look, WD_KEY_FILES_ON_SCANNER_FAILURE);
	g_autofree char *days = NULL;

	if (scan->signatures_ms < 0 ||
	    age_ms <= wd_policy_get_integer(look->policy, WD_KEY_FILES_SIGNATURE_AGE))
		return;
	days = g_strdup_printf("%" G_GINT64_FORMAT, age_ms / DAY_MS);
	add(look, "file.scanner-stale", MIN(action, WD_ACTION_WARN), WEIGHT_NOT_LOOKED, days);
}

static void
judge_scan(Look *look)
{
	const WdScanAnswer *scan = &look->facts->scan;

	if (scan->result == WD_SCAN_INFECTED)
		add(look,
		    "file.infected",
		    (WdAction)wd_policy_get_choice(look->policy, WD_KEY_FILES_INFECTED),
		    WEIGHT_INFECTED,
		    scan->name != NULL ? scan->name : "?");
	else if (scan->result == WD_SCAN_FAILED)
		add(look,
		    "file.scanner-failed",
		    get_failure_action(look, WD_KEY_FILES_ON_SCANNER_FAILURE),
		    WEIGHT_NOT_LOOKED,
		    scan->reason);
	else if (scan->result == WD_SCAN_CLEAN)
		judge_signatures(look);
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	Look look = {event, context, policy, event->file_facts, verdict};
	WdAction action;

	if (event->file_facts == NULL)
		return;
	action = wd_file_action_find(event, context, policy);
	judge_scan(&look);
	judge_flags(&look, action);
	judge_type(&look, action);
	judge_inspection(&look);
}

static const char *const codes[] = {
	"file.infected",
	"file.bomb",
	"file.disguise-inside",
	"file.path-inside",
	"file.link-inside",
	"file.program-inside",
	"file.macros",
	"file.active",
	"file.encrypted",
	"file.contradicts",
	"file.program",
	"file.parser-died",
	"file.not-inspected",
	"file.not-whole",
	"file.scanner-failed",
	"file.scanner-stale",
	NULL,
};

const WdDetector wd_file_content = {
	.id = "file-content",
	.kinds = WD_ON(WD_EVENT_FILE),
	.directions = WD_IN | WD_OUT,
	.codes = codes,
	.inspect = inspect,
};
