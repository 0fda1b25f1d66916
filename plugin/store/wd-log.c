/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log.h"

static const char *const classes[] = {
	[WD_LOG_IM] = "im",
	[WD_LOG_CHAT] = "chat",
	[WD_LOG_SYSTEM] = "system",
};

/**
 * wd_log_class_to_string:
 * @log_class: a class
 *
 * Returns: (transfer none): its word, which is also the name of its folders; never translated
 */
const char *
wd_log_class_to_string(WdLogClass log_class)
{
	g_return_val_if_fail((guint)log_class < G_N_ELEMENTS(classes), NULL);
	return classes[log_class];
}

/**
 * wd_log_class_parse:
 * @text: (nullable): a word
 * @log_class: (out): set only on success
 *
 * Returns: whether @text is a class
 */
gboolean
wd_log_class_parse(const char *text, WdLogClass *log_class)
{
	for (guint i = 0; i < G_N_ELEMENTS(classes); i++) {
		if (g_strcmp0(classes[i], text) == 0) {
			*log_class = (WdLogClass)i;
			return TRUE;
		}
	}
	return FALSE;
}
