/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-judge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/wd-ctl-examine.h"
#include "ctl/wd-ctl-lessons.h"
#include "ctl/wd-ctl-lists.h"
#include "ctl/wd-event-line.h"
#include "ctl/wd-json-text.h"
#include "ctl/wd-line-reader.h"
#include "ctl/wd-verdict-line.h"
#include "engine/contact/wd-contact-names.h"
#include "engine/judge/wd-file-words.h"
#include "engine/judge/wd-judge.h"
#include "engine/judge/wd-tracker.h"
#include "engine/leak/wd-leak-rules.h"
#include "engine/wd-limits.h"
#include "store/wd-document-store.h"
#include "store/wd-machine.h"
#include "store/wd-policy-store.h"
#include "store/wd-spim-store.h"

#define OVERLAP_BYTES (16 * 1024) /* nothing shorter hides on a seam between two pieces */

typedef struct {
	char **policies;
	char **machine; /* (nullable) facts that stand for this computer's own */
	gboolean is_unmanaged;
	gboolean is_explaining;
} Options;

typedef struct {
	WdCtl *ctl;
	const WdPolicy *policy;
	WdTracker *tracker;
	WdEventLineParser *parser;
	WdKnowledge knowledge;
	WdContactNames *contacts;
	GHashTable
		*first_seen;  /* "PROTOCOL\nACCOUNT\nNAME" -> gint64: when it came as a stranger */
	GHashTable *known;    /* "PROTOCOL\nNAME" of every contact among them */
	WdExaminer *examiner; /* (nullable) made for the first file that has a path */
	GString *output;      /* of the line at hand */
	gboolean is_explaining;
	gboolean was_malformed;
} Judge;

static void
report_malformed(Judge *judge, guint64 number, const char *message)
{
	g_autofree char *text = g_strdup_printf("line %" G_GUINT64_FORMAT ": %s", number, message);

	judge->was_malformed = TRUE;
	if (judge->is_explaining) {
		g_string_append_printf(judge->output, "%s\n", text);
		return;
	}
	g_string_append_c(judge->output, '{');
	wd_json_text_member(judge->output, "error", text);
	g_string_append(judge->output, "}\n");
}

/* Whoever was a contact in an earlier line can be imitated in a later one. */
static void
note_contact(Judge *judge, const WdEventLine *line)
{
	const WdEvent *event = line->event;
	g_autofree char *name = g_strndup(event->peer, strcspn(event->peer, "/"));
	g_autofree char *key = g_strconcat(event->protocol, "\n", name, NULL);

	if (!line->is_known || event->kind == WD_EVENT_CHAT ||
	    g_hash_table_size(judge->known) >= WD_CONTACT_NAMES_MAX ||
	    !g_hash_table_add(judge->known, g_steal_pointer(&key)))
		return;
	(void)wd_contact_names_add(judge->contacts, event->protocol, name, event->peer_alias);
}

/* As a client remembers it: from the first time that somebody comes as a stranger. */
static gint64
get_age(Judge *judge, const WdEventLine *line)
{
	const WdEvent *event = line->event;
	g_autofree char *name = g_strndup(event->peer, strcspn(event->peer, "/"));
	g_autofree char *key = g_strjoin("\n", event->protocol, event->account, name, NULL);
	const gint64 *first_ms = g_hash_table_lookup(judge->first_seen, key);

	if (event->kind == WD_EVENT_CHAT || event->direction == WD_DIRECTION_OUT)
		return -1;
	if (first_ms != NULL)
		return MAX(event->time_ms - *first_ms, 0);
	if (line->is_known)
		return -1;
	/* A flood must not fill the memory; who is forgotten is new again. */
	if (g_hash_table_size(judge->first_seen) >= WD_LIMIT_TRACKED_PEERS)
		g_hash_table_remove_all(judge->first_seen);
	g_hash_table_insert(judge->first_seen,
			    g_steal_pointer(&key),
			    g_memdup2(&event->time_ms, sizeof event->time_ms));
	return 0;
}

/* A file with a path is looked into, as a client would have it done. */
static WdEvent *
look_into_file(Judge *judge, const WdEvent *event)
{
	g_autoptr(WdFileFacts) facts = NULL;
	WdEvent fields = *event;

	if (event->kind != WD_EVENT_FILE || event->file_path == NULL)
		return wd_event_ref(event);
	if (judge->examiner == NULL)
		judge->examiner = wd_examiner_new(judge->policy);
	facts = wd_ctl_examine(judge->examiner, event->file_path, event->file_name);
	fields.file_facts = facts;
	if (fields.file_name == NULL)
		fields.file_name = facts->name;
	return wd_event_new(&fields);
}

/* As a client does it with what it is about to send. */
static void
judge_words(const Judge *judge, const WdEvent *file, const WdContext *context, WdVerdict *verdict)
{
	g_autoptr(GPtrArray) findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_finding_free);
	gsize offset = 0;

	while (file->kind == WD_EVENT_FILE && file->direction == WD_DIRECTION_OUT) {
		g_autoptr(WdEvent) piece = wd_file_words_read(file, &offset);
		g_autoptr(WdVerdict) said = NULL;

		if (piece == NULL)
			break;
		said = wd_judge(piece, context, judge->policy);
		wd_file_words_take(said, findings);
	}
	for (guint i = 0; i < findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(findings, i);

		wd_verdict_add(verdict,
			       wd_finding_new(finding->code,
					      finding->action,
					      finding->weight,
					      0,
					      0,
					      finding->detail));
	}
}

/* What leaks behind the end of the event. Masking cannot reach there, so that it is refused. */
static void
judge_rest(const Judge *judge,
	   const WdEventLine *line,
	   const WdContext *context,
	   WdVerdict *verdict)
{
	gsize len = line->whole != NULL ? strlen(line->whole) : 0;

	for (gsize at = WD_LIMIT_TEXT_BYTES - OVERLAP_BYTES; at < len;
	     at += WD_LIMIT_TEXT_BYTES - OVERLAP_BYTES) {
		WdEvent fields = *line->event;
		g_autoptr(WdEvent) piece = NULL;
		g_autoptr(WdVerdict) said = NULL;

		while (((guchar)line->whole[at] & 0xc0) == 0x80)
			at--; /* not within a character */
		fields.text = line->whole + at;
		piece = wd_event_new(&fields);
		said = wd_judge(piece, context, judge->policy);
		for (guint i = 0; i < said->findings->len; i++) {
			const WdFinding *finding = g_ptr_array_index(said->findings, i);
			gboolean has_to_mask = (said->treatment & WD_TREATMENT_REDACT) != 0;

			if (!g_str_has_prefix(finding->code, "leak."))
				continue;
			wd_verdict_add(
				verdict,
				wd_finding_new(finding->code,
					       has_to_mask ? WD_ACTION_BLOCK : finding->action,
					       finding->weight,
					       at + finding->start,
					       at + finding->end,
					       finding->detail));
		}
	}
}

/* By the zone of this process: TZ tries out another one. */
static int
get_utc_offset_s(gint64 time_ms)
{
	g_autoptr(GDateTime) local = g_date_time_new_from_unix_local(time_ms / 1000);

	return local == NULL ? 0 : (int)(g_date_time_get_utc_offset(local) / G_TIME_SPAN_SECOND);
}

static void
judge_event(Judge *judge, const WdEventLine *line)
{
	g_autoptr(WdEvent) event = look_into_file(judge, line->event);
	WdContext context = {
		.is_known = line->is_known,
		.is_trusted = line->is_trusted,
		.contact_age_ms = get_age(judge, line),
		.is_roster_loaded = TRUE,
		.group = line->group,
		.utc_offset_s = get_utc_offset_s(line->event->time_ms),
		.knowledge = &judge->knowledge,
	};
	g_autoptr(WdVerdict) verdict = NULL;

	wd_tracker_look(judge->tracker, event, &context);
	if (line->has_wrote_first)
		context.wrote_first = line->wrote_first;
	verdict = wd_judge(event, &context, judge->policy);
	judge_words(judge, event, &context, verdict);
	judge_rest(judge, line, &context, verdict);
	wd_tracker_note(judge->tracker, event, &context);
	if (event->direction == WD_DIRECTION_OUT && event->kind == WD_EVENT_IM &&
	    verdict->action < WD_ACTION_HOLD)
		wd_tracker_note_encryption(
			judge->tracker, event, event->encryption >= WD_ENCRYPTION_OTR);
	note_contact(judge, line);
	if (judge->is_explaining)
		wd_verdict_line_append_text(judge->output, verdict, event);
	else
		wd_verdict_line_append_json(judge->output, verdict, line->id);
}

static void
judge_line(Judge *judge, guint64 number, char *raw_line, gsize len)
{
	g_auto(WdEventLine) line = {0};
	g_autoptr(GError) error = NULL;

	if (len > WD_LIMIT_EVENT_LINE) {
		g_autofree char *message =
			g_strdup_printf("longer than %d bytes", WD_LIMIT_EVENT_LINE);

		report_malformed(judge, number, message);
	} else if (wd_event_line_parse(judge->parser, raw_line, len, &line, &error)) {
		judge_event(judge, &line);
	} else {
		report_malformed(judge, number, error->message);
	}
}

/* Whoever writes a line may wait for its verdict before the next. */
static gboolean
flush_line(Judge *judge)
{
	FILE *out = judge->ctl->out;
	gboolean is_good =
		fwrite(judge->output->str, 1, judge->output->len, out) == judge->output->len &&
		fflush(out) == 0;

	g_string_truncate(judge->output, 0);
	return is_good;
}

static WdCtlExit
judge_lines(Judge *judge)
{
	g_autoptr(WdLineReader) reader = wd_line_reader_new(judge->ctl->in_fd, WD_LIMIT_EVENT_LINE);
	char *line = NULL;
	gsize len = 0;

	while (wd_line_reader_next(reader, &line, &len)) {
		/* An empty line is no event and no mistake: editors leave one at the end. */
		if (line[strspn(line, " \t")] == '\0' && strlen(line) == len)
			continue;
		judge_line(judge, wd_line_reader_get_number(reader), line, len);
		if (!flush_line(judge)) {
			wd_ctl_complain(judge->ctl, _("the output cannot be written"));
			return WD_CTL_CANNOT;
		}
	}
	if (wd_line_reader_get_error(reader) != 0) { /* a folder, a disk that fails: not the end */
		wd_ctl_complain(judge->ctl, "%s", g_strerror(wd_line_reader_get_error(reader)));
		return WD_CTL_CANNOT;
	}
	return judge->was_malformed ? WD_CTL_FOUND : WD_CTL_GOOD;
}

static WdPolicyStore *
open_policy(WdCtl *ctl, const Options *options)
{
	static const char *const none[] = {NULL};

	if (options->is_unmanaged)
		return wd_policy_store_open_files(none);
	if (options->policies != NULL)
		return wd_policy_store_open_files((const char *const *)options->policies);
	return wd_policy_store_open(NULL);
}

/* A measurement under another policy than the one meant would mislead: refuse it. */
static gboolean
check_policy(const WdCtl *ctl, WdPolicyStore *store)
{
	const GPtrArray *problems = wd_policy_store_get_problems(store);

	for (guint i = 0; i < problems->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);
		g_autofree char *text = wd_policy_problem_format(problem);

		if (problem->level > WD_PROBLEM_NOTICE)
			wd_ctl_complain(ctl, "%s", text);
	}
	return wd_policy_store_get_state(store) <= WD_POLICY_MANAGED;
}

/* "host=ann-laptop". What is no fact (a loopback address) is none here, either. */
static gboolean
add_fact(WdMachineFacts *facts, const char *text)
{
	const char *value = strchr(text, '=');
	g_autofree char *word = g_strndup(text, strcspn(text, "="));
	WdMachineKind kind;

	if (value == NULL || !wd_machine_kind_parse(word, &kind))
		return FALSE;
	(void)wd_machine_facts_add(facts, kind, value + 1);
	return TRUE;
}

/* This computer, or the one that the options describe; NULL when they do not describe one. */
static WdMachineFacts *
get_machine(const WdCtl *ctl, const Options *options)
{
	g_autoptr(WdMachineFacts) facts = NULL;

	if (options->machine == NULL)
		return wd_machine_collect();
	facts = wd_machine_facts_new();
	for (char **text = options->machine; *text != NULL; text++) {
		if (!add_fact(facts, *text)) {
			wd_ctl_complain(ctl,
					_("--machine expects address, hardware, host, user, port "
					  "or system, then = and a value: “%s”"),
					*text);
			return NULL;
		}
	}
	return g_steal_pointer(&facts);
}

/* A policy of --policy may come from anybody, and so may the model that it names. */
static gboolean
open_model(WdCtl *ctl, const Options *options, const WdPolicy *policy, WdSpimStore **model)
{
	const char *path = wd_policy_get_string(policy, WD_KEY_SPIM_MODEL);
	g_autoptr(GError) error = NULL;

	if (options->policies != NULL && *path != '\0')
		*model = wd_spim_store_open(path, FALSE, &error);
	else
		*model = wd_spim_store_open_for(policy, &error);
	if (error != NULL)
		wd_ctl_complain(ctl, "%s", error->message);
	return error == NULL;
}

/* As with models; and a name that is no full path lies beside the first policy file. */
static gboolean
open_documents(WdCtl *ctl,
	       const Options *options,
	       const WdPolicy *policy,
	       WdDocumentStore **documents)
{
	const char *named = wd_policy_get_string(policy, WD_KEY_LEAKS_DOCUMENTS);
	g_autoptr(GError) error = NULL;
	g_autofree char *folder = NULL;
	g_autofree char *path = NULL;

	if (options->policies == NULL || *named == '\0') {
		*documents = wd_document_store_open_for(policy, &error);
	} else {
		folder = g_path_get_dirname(options->policies[0]);
		path = g_path_is_absolute(named) ? g_strdup(named)
						 : g_build_filename(folder, named, NULL);
		*documents = wd_document_store_open(path, FALSE, &error);
	}
	if (error != NULL)
		wd_ctl_complain(ctl, "%s", error->message);
	return error == NULL;
}

static WdLeakRules *
make_leak_rules(const WdPolicy *policy)
{
	return wd_leak_rules_new(wd_policy_get_list(policy, WD_KEY_LEAKS_KEYWORDS),
				 wd_policy_get_list(policy, WD_KEY_LEAKS_PATTERNS),
				 wd_policy_get_list(policy, WD_KEY_LEAKS_LABELS));
}

static WdCtlExit
judge_with(WdCtl *ctl, const Options *options)
{
	g_autoptr(WdMachineFacts) machine = get_machine(ctl, options);
	g_autoptr(WdPolicyStore) store = open_policy(ctl, options);
	const WdPolicy *policy = wd_policy_store_get(store);
	g_autoptr(WdSpimStore) model = NULL;
	g_autoptr(WdTracker) tracker =
		wd_tracker_new(wd_policy_get_integer(policy, WD_KEY_WORMS_WINDOW));
	g_autoptr(WdEventLineParser) parser = wd_event_line_parser_new();
	g_autoptr(GString) output = g_string_new(NULL);
	g_autoptr(WdContactNames) contacts = wd_contact_names_new();
	g_autoptr(GHashTable) first_seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_auto(WdCtlLists) lists = {0};
	g_autoptr(WdSpimOverlay) lessons = NULL;
	g_autoptr(WdLeakRules) leak_rules = make_leak_rules(policy);
	g_autoptr(WdDocumentStore) documents = NULL;
	Judge judge = {
		.ctl = ctl,
		.policy = policy,
		.tracker = tracker,
		.parser = parser,
		.knowledge = {.machine = machine, .contacts = contacts, .leak_rules = leak_rules},
		.contacts = contacts,
		.first_seen = first_seen,
		.known = known,
		.output = output,
		.is_explaining = options->is_explaining,
	};

	WdCtlExit result;

	if (machine == NULL)
		return WD_CTL_USAGE;
	if (!check_policy(ctl, store) ||
	    !wd_ctl_lists_load(ctl, policy, options->policies, &lists) ||
	    !open_model(ctl, options, policy, &model) ||
	    !open_documents(ctl, options, policy, &documents))
		return WD_CTL_CANNOT;
	wd_ctl_lists_lend(&lists, &judge.knowledge);
	/* What somebody taught holds for that person alone. */
	if (ctl->profile != NULL && !wd_ctl_lessons_load(ctl, &lessons))
		return WD_CTL_CANNOT;
	judge.knowledge.spim_overlay = lessons;
	if (model != NULL)
		judge.knowledge.spim_model = wd_spim_store_get_model(model);
	if (documents != NULL)
		judge.knowledge.documents = wd_document_store_get_index(documents);
	result = judge_lines(&judge);
	wd_examiner_free(judge.examiner);
	return result;
}

/**
 * wd_ctl_judge:
 * @ctl: the command
 *
 * Reads events, one JSON object a line, and writes one verdict a line. Keeps its context from line
 * to line, and takes its clock from the events. What it knows of a computer is this one's, unless
 * --machine describes another. With --profile what the person of that profile taught counts, too.
 *
 * Returns: %WD_CTL_FOUND for a malformed line, whatever was found in the good ones;
 * %WD_CTL_CANNOT for a policy that cannot be read
 */
WdCtlExit
wd_ctl_judge(WdCtl *ctl)
{
	Options options = {0};
	const GOptionEntry entries[] = {
		{"policy", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.policies, NULL, NULL},
		{"unmanaged", 0, 0, G_OPTION_ARG_NONE, &options.is_unmanaged, NULL, NULL},
		{"machine", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.machine, NULL, NULL},
		{"explain", 0, 0, G_OPTION_ARG_NONE, &options.is_explaining, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	WdCtlExit result = WD_CTL_USAGE;

	if (wd_ctl_parse(ctl, entries, 0, 0)) {
		if (options.is_unmanaged && options.policies != NULL)
			wd_ctl_complain(ctl, _("--policy and --unmanaged exclude each other"));
		else
			result = judge_with(ctl, &options);
	}
	g_strfreev(options.policies);
	g_strfreev(options.machine);
	return result;
}
