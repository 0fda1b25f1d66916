/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-held.h"
#include "store/wd-keys.h"

/*
 * Where the bytes of received files lie until they are known to be harmless, or somebody wants them
 * all the same: BASE/quarantine, 0700. Whose they are stands in a sealed note until it stands in
 * the review queue; both have the same id, so nothing is lost when the client dies in between. The
 * process that works on a file holds a lock on it, and who finds one without a lock knows that its
 * process has ended.
 */

/* A file of the quarantine that is ours to work on. */
typedef struct WdQuarantine WdQuarantine;

/* Making one, main loop; then the bytes arrive at its path, by whatever hand. */
WdQuarantine *wd_quarantine_begin(const char *base,
				  const WdKeys *keys,
				  const WdHeld *held,
				  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_quarantine_complete(WdQuarantine *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One that lies there: WD_ERROR_BUSY while another process works on it. */
WdQuarantine *wd_quarantine_take(const char *base, const char *id, GError **error);
void wd_quarantine_close(WdQuarantine *file);
void wd_quarantine_discard(WdQuarantine *file);

const char *wd_quarantine_get_id(const WdQuarantine *file);
const char *wd_quarantine_get_path(const WdQuarantine *file);
int wd_quarantine_get_fd(const WdQuarantine *file);
gint64 wd_quarantine_get_size(const WdQuarantine *file);
gboolean wd_quarantine_is_complete(const WdQuarantine *file);

/* By id: what lies there, whoever works on it. */
gboolean wd_quarantine_has(const char *base, const char *id);
GPtrArray *wd_quarantine_list(const char *base);
gint64 wd_quarantine_measure(const char *base, const char *id);
WdHeld *wd_quarantine_load_note(const char *base, WdKeys *keys, const char *id, GError **error);
void wd_quarantine_forget_note(const char *base, const char *id);
void wd_quarantine_remove(const char *base, const char *id);

/* Copies of what is being sent: BASE/quarantine/ID.out/NAME. Blocks on the disk: for a thread. */
char *wd_quarantine_copy_in(
	const char *base, const char *id, const char *source, gint64 max_bytes, GError **error);
void wd_quarantine_remove_copy(const char *path);
void wd_quarantine_remove_copies(const char *base);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdQuarantine, wd_quarantine_close)
