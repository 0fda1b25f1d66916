/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-near-index.h"
#include "wd-rows.h"

#define TEXT   "please have a look at the pictures of our summer party in the garden"
#define NEARLY "please have a look at the photos of our summer party in the garden"
#define OTHER  "the train to the airport leaves from platform nine at half past seven"

static const WdHashKey key = {1, 2};

static WdFingerprint
take(const char *text)
{
	const WdEvent fields = {
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "bob@corp.example",
		.text = text,
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	WdFingerprint print;

	wd_fingerprint_take(&print, event, &key);
	return print;
}

typedef struct {
	const char *name;
	const char *added;
	const char *asked;
	gboolean is_proposed;
} Case;

static const Case cases[] = {
	{"the-same", TEXT, TEXT, TRUE},
	{"one-word-is-another", TEXT, NEARLY, TRUE},
	{"another-text", TEXT, OTHER, FALSE},
	{"too-short-to-be-compared", "ok", "ok", FALSE},
	{"nothing-to-nothing", "", "", FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	WdFingerprint added = take(row->added);
	WdFingerprint asked = take(row->asked);
	WdNearIndex *index = wd_near_index_new();
	guint32 ids[WD_NEAR_INDEX_CANDIDATES];
	guint n;

	wd_near_index_add(index, &added, 7);
	n = wd_near_index_find(index, &asked, ids);
	g_assert_cmpuint(n, ==, row->is_proposed);
	if (n > 0)
		g_assert_cmpuint(ids[0], ==, 7);
	wd_near_index_free(index);
}

/* Each id is proposed once, however many bands it shares; id 0 is an id like any other. */
static void
test_none_twice(void)
{
	WdFingerprint print = take(TEXT);
	WdNearIndex *index = wd_near_index_new();
	guint32 ids[WD_NEAR_INDEX_CANDIDATES];

	wd_near_index_add(index, &print, 0);
	wd_near_index_add(index, &print, 0);
	wd_near_index_add(index, &print, 1);
	g_assert_cmpuint(wd_near_index_find(index, &print, ids), ==, 2);
	g_assert_cmpuint(ids[0], ==, 1); /* the newest first */
	g_assert_cmpuint(ids[1], ==, 0);
	wd_near_index_free(index);
}

/* Whoever fills one place crowds out what stood there, and nothing else grows. */
static void
test_crowded(void)
{
	WdFingerprint print = take(TEXT);
	WdNearIndex *index = wd_near_index_new();
	guint32 ids[WD_NEAR_INDEX_CANDIDATES];
	guint n;

	for (guint32 id = 0; id < 1000; id++)
		wd_near_index_add(index, &print, id);
	n = wd_near_index_find(index, &print, ids);
	g_assert_cmpuint(n, >=, 1);
	g_assert_cmpuint(n, <=, WD_NEAR_INDEX_CANDIDATES);
	for (guint i = 0; i < n; i++)
		g_assert_cmpuint(ids[i], >=, 900);
	wd_near_index_free(index);
}

/* Made bands, all in places of their own: as many candidates as there can be, and no more. */
static void
test_most_candidates(void)
{
	WdFingerprint print = {0};
	WdNearIndex *index = wd_near_index_new();
	guint32 ids[WD_NEAR_INDEX_CANDIDATES];

	for (guint32 id = 0; id < WD_NEAR_INDEX_CANDIDATES; id++) {
		WdFingerprint one = {0};
		guint band = id % WD_FINGERPRINT_BANDS;

		one.bands[band] = print.bands[band] = 1000 + band;
		wd_near_index_add(index, &one, id);
	}
	g_assert_cmpuint(wd_near_index_find(index, &print, ids), ==, WD_NEAR_INDEX_CANDIDATES);
	wd_near_index_free(index);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/near-index/", cases, test_case);
	g_test_add_func("/near-index/none-twice", test_none_twice);
	g_test_add_func("/near-index/crowded", test_crowded);
	g_test_add_func("/near-index/most-candidates", test_most_candidates);
	return g_test_run();
}
