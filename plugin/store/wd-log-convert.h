/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log-writer.h"

/*
 * One log in the clear that becomes a sealed one: written, read back and compared, a piece at a
 * time so that a main loop goes on. The old file is only read.
 */
typedef struct WdLogConvert WdLogConvert;

/* How the old log was when it was read: what has another one by now is not what was sealed. */
typedef struct {
	guint64 inode;
	gint64 size;
	gint64 changed_s;
	gint64 changed_ns;
} WdLogConvertSeen;

WdLogConvert *wd_log_convert_new(const char *stock_folder,
				 const char *file,
				 const WdLogHome *home,
				 GError **error);
gboolean wd_log_convert_step(WdLogConvert *convert,
			     gboolean *is_done,
			     GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *wd_log_convert_take_path(WdLogConvert *convert);
const GPtrArray *wd_log_convert_get_images(const WdLogConvert *convert);
guint wd_log_convert_get_n_messages(const WdLogConvert *convert);
WdLogConvertSeen wd_log_convert_get_seen(const WdLogConvert *convert);
gboolean wd_log_convert_is_as_seen(const WdLogConvertSeen *seen, const char *path);
void wd_log_convert_free(WdLogConvert *convert);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogConvert, wd_log_convert_free)
