/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-examine.h"

#include <unistd.h>

static void
on_examined(const WdFileFacts *facts, gpointer data)
{
	*(WdFileFacts **)data = wd_file_facts_ref(facts);
}

static WdFileFacts *
make_failure(const char *name, const char *why)
{
	const WdFileFacts fields = {
		.name = name,
		.size = -1,
		.inspection = WD_INSPECTION_FAILED,
		.failure = why,
		.scan.signatures_ms = -1,
	};

	return wd_file_facts_new(&fields);
}

/**
 * wd_ctl_examine:
 * @examiner: an examiner of this thread's main context
 * @path: the file; no link in its last part is followed, and only regular files are opened
 * @name: (nullable): what it is called where it comes from; NULL: the last part of @path
 *
 * Blocks as long as it takes.
 *
 * Returns: (transfer full): facts; that the file cannot be opened is among them
 */
WdFileFacts *
wd_ctl_examine(WdExaminer *examiner, const char *path, const char *name)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *base = g_path_get_basename(path);
	WdFileFacts *facts = NULL;
	int fd = wd_examiner_open(path, &error);

	if (name == NULL)
		name = base;
	if (fd < 0)
		return make_failure(name, error->message);
	(void)wd_examiner_examine(examiner, fd, name, on_examined, &facts);
	(void)close(fd);
	while (facts == NULL)
		(void)g_main_context_iteration(NULL, TRUE);
	return facts;
}
