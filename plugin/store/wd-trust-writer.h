/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * When a stranger was first seen is written for each one of a flood, and nobody decided it: so it
 * is written behind, many in one transaction of a worker. The death of the process loses a tenth of
 * a second of it, and then those strangers are new once more.
 */
typedef struct WdTrustWriter WdTrustWriter;

WdTrustWriter *wd_trust_writer_new(const char *base);
void wd_trust_writer_free(WdTrustWriter *writer);
void wd_trust_writer_note(WdTrustWriter *writer, const char *token, gint64 first_seen_ms);
void wd_trust_writer_forget(WdTrustWriter *writer, const char *token);
void wd_trust_writer_flush(WdTrustWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdTrustWriter, wd_trust_writer_free)
