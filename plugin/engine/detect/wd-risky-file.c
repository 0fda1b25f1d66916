/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: files that can run as a program and names that disguise it: "invoice.pdf.exe",
 * "report\u202efdp.exe", "setup.exe. .", Cyrillic "setup.ехе", "../../.bashrc".
 * Misses: a program without an ending, and bad content in a harmless type.
 * May accuse wrongly: a colleague who sends a script on purpose; contacts are therefore asked, not
 * refused.
 */
#include "config.h"

#include "engine/detect/wd-risky-file.h"

#include "engine/data/wd-extensions.h"
#include "engine/detect/wd-file-action.h"
#include "engine/file/wd-file-name.h"

#define WEIGHT_TYPE     3.0
#define WEIGHT_DISGUISE 5.0 /* nobody does this by accident */
#define WEIGHT_LONG     2.0

typedef struct {
	WdDisguise disguise;
	const char *code;
	double weight;
} Row;

static const Row rows[] = {
	{WD_DISGUISE_DIRECTION, "file.direction-override", WEIGHT_DISGUISE},
	{WD_DISGUISE_DOUBLE, "file.double-extension", WEIGHT_DISGUISE},
	{WD_DISGUISE_HIDDEN, "file.hidden-extension", WEIGHT_DISGUISE},
	{WD_DISGUISE_LETTERS, "file.lookalike-extension", WEIGHT_DISGUISE},
	{WD_DISGUISE_PATH, "file.path", WEIGHT_DISGUISE},
	{WD_DISGUISE_STREAM, "file.stream", WEIGHT_DISGUISE},
	{WD_DISGUISE_DEVICE, "file.device-name", WEIGHT_LONG},
	{WD_DISGUISE_LONG, "file.long-name", WEIGHT_LONG},
};

/* A company's own endings come with or without the dot. */
static gboolean
is_extra(const WdPolicy *policy, const char *extension)
{
	const char *const *extra = wd_policy_get_list(policy, WD_KEY_FILES_EXTRA_EXTENSIONS);

	for (; extra != NULL && *extra != NULL; extra++) {
		const char *plain = **extra == '.' ? *extra + 1 : *extra;

		if (g_ascii_strcasecmp(plain, extension) == 0 && *extension != '\0')
			return TRUE;
	}
	return FALSE;
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	WdAction action = wd_file_action_find(event, context, policy);
	WdAction least = wd_file_action_get_default(event, context, policy);
	g_autoptr(WdFileName) name = NULL;
	g_autofree char *shown = NULL;

	if (event->file_name == NULL)
		return;
	name = wd_file_name_parse(event->file_name);
	shown = g_strconcat(".", name->extension, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		/* A rule that lets a type pass was not made for one that hides. */
		if ((name->disguises & rows[i].disguise) != 0)
			wd_verdict_add(verdict,
				       wd_finding_new(rows[i].code,
						      MAX(action, least),
						      rows[i].weight,
						      0,
						      0,
						      shown));
	}
	if (wd_extension_is_dangerous(name->extension) || is_extra(policy, name->extension))
		wd_verdict_add(
			verdict,
			wd_finding_new("file.dangerous-type", action, WEIGHT_TYPE, 0, 0, shown));
}

static const char *const codes[] = {
	"file.direction-override",
	"file.double-extension",
	"file.hidden-extension",
	"file.lookalike-extension",
	"file.path",
	"file.stream",
	"file.device-name",
	"file.long-name",
	"file.dangerous-type",
	NULL,
};

const WdDetector wd_risky_file = {
	.id = "risky-file",
	.kinds = WD_ON(WD_EVENT_FILE),
	.directions = WD_IN | WD_OUT,
	.codes = codes,
	.inspect = inspect,
};
