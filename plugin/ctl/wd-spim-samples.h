/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Labelled messages on their way into a model or a measurement. Of a text only its buckets are
 * kept: the trainer needs no more, and a hundred thousand messages fit into memory.
 */

#define WD_SPIM_NO_FOLD (-1) /* in every training set, in no test set */

typedef struct {
	guint32 *buckets; /* distinct */
	guint n;
	gboolean is_spim;
	double weight;      /* how much it counts in training */
	gboolean is_folded; /* else its fold is WD_SPIM_NO_FOLD */
	guint cluster;      /* near copies have the same one and stay on one side of a fold */
	int fold;
	guint source; /* index of the file it came from */
} WdSpimSample;

/* Called for each line of a file that holds no sample: its number from 1, and why. */
typedef void (*WdSpimBadLine)(const char *path, guint line, const char *reason, gpointer data);

/* What all samples of one file have in common. */
typedef struct {
	const char *path; /* .tsv with "#label<TAB>…<TAB>text", else a message a line; .gz too */
	guint source;
	double spim_weight;
	double ham_weight;
	gboolean is_folded;
	WdSpimBadLine bad_line;
	gpointer data;
} WdSpimFile;

GArray *wd_spim_samples_new(void);
gboolean wd_spim_samples_read(GArray *samples,
			      const WdSpimFile *file,
			      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wd_spim_samples_deal(GArray *samples, guint n_folds, guint seed);
