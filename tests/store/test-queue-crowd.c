/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-crowd.h"

typedef struct {
	const char *name;
	const char *rows;    /* "ID PEER MS", separated by commas */
	const char *removed; /* ids, separated by blanks */
	const char *taken;   /* ids in their order */
} CrowdCase;

static const CrowdCase cases[] = {
	{"nobody", "", "", ""},
	{"oldest-first", "b x 2,a x 1,c x 3", "", "a b c"},
	{"same-age-by-id", "b x 1,a x 1", "", "a b"},
	{"who-has-most", "a x 1,b y 2,c y 3", "", "b a c"},
	{"flood-drowns-itself", "a x 1,b y 2,c z 3,d z 4,e z 5", "", "c d a b e"},
	{"removed-rows-do-not-count", "a x 1,b y 2,c y 3", "c", "a b"},
	{"removing-who-is-not-there", "a x 1", "b b", "a"},
	{"twice-is-once", "a x 1,a x 9,b y 2", "", "a b"},
	{"peer-comes-back", "a x 1,b y 2", "a", "b"},
	{"younger-row-comes-late", "a x 5,b y 2,c z 9", "", "b a c"},
	{"newcomer-beside-who-has-two", "a x 1,b x 2,c y 3", "", "a b c"},
	{"removed-from-the-middle", "a x 1,b x 2,c x 3", "b", "a c"},
};

static void
add_row(WdQueueCrowd *crowd, const char *row)
{
	g_auto(GStrv) parts = g_strsplit(row, " ", 3);

	wd_queue_crowd_add(crowd, parts[0], parts[1], g_ascii_strtoll(parts[2], NULL, 10));
}

static void
test_crowd(gconstpointer data)
{
	const CrowdCase *row = data;
	g_autoptr(WdQueueCrowd) crowd = wd_queue_crowd_new();
	g_auto(GStrv) rows = g_strsplit(row->rows, ",", -1);
	g_auto(GStrv) removed = g_strsplit(row->removed, " ", -1);
	g_autoptr(GString) taken = g_string_new(NULL);
	char *id;

	for (guint i = 0; rows[i] != NULL && *rows[i] != '\0'; i++)
		add_row(crowd, rows[i]);
	for (guint i = 0; removed[i] != NULL; i++)
		wd_queue_crowd_remove(crowd, removed[i]);
	while ((id = wd_queue_crowd_take(crowd)) != NULL) {
		g_string_append_printf(taken, "%s%s", taken->len > 0 ? " " : "", id);
		g_free(id);
	}
	g_assert_cmpstr(taken->str, ==, row->taken);
}

/* Against the plain rule, counted anew each time, on rows made up from a seed. */
typedef struct {
	guint peer;
	gint64 held_ms;
} Plain;

static int
find_plain(const GArray *rows, guint n_peers)
{
	int found = -1;
	guint most = 0;

	for (guint peer = 0; peer < n_peers; peer++) {
		int oldest = -1;
		guint n = 0;

		for (guint i = 0; i < rows->len; i++) {
			const Plain *row = &g_array_index(rows, Plain, i);

			if (row->peer != peer)
				continue;
			n++;
			if (oldest < 0 ||
			    row->held_ms < g_array_index(rows, Plain, (guint)oldest).held_ms)
				oldest = (int)i;
		}
		if (oldest < 0 || n < most)
			continue;
		if (n > most || g_array_index(rows, Plain, (guint)oldest).held_ms <
					g_array_index(rows, Plain, (guint)found).held_ms)
			found = oldest;
		most = n;
	}
	return found;
}

static void
test_against_the_plain_rule(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Plain));
	g_autoptr(WdQueueCrowd) crowd = wd_queue_crowd_new();

	for (guint i = 0; i < 400; i++) {
		/* Every time is another, so there are no ties; they do not come in order. */
		Plain row = {(guint)g_rand_int_range(rand, 0, 12), i * 7919 % 4001};
		g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, row.held_ms);
		g_autofree char *same = g_strdup_printf("%u", row.peer);

		g_array_append_val(rows, row);
		wd_queue_crowd_add(crowd, id, same, row.held_ms);
		if (g_rand_int_range(rand, 0, 3) > 0)
			continue;
		{
			int expected = find_plain(rows, 12);
			g_autofree char *taken = wd_queue_crowd_take(crowd);

			g_assert_cmpint(g_ascii_strtoll(taken, NULL, 10),
					==,
					g_array_index(rows, Plain, (guint)expected).held_ms);
			g_array_remove_index(rows, (guint)expected);
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/queue-crowd/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_crowd);
	}
	g_test_add_func("/queue-crowd/against-the-plain-rule", test_against_the_plain_rule);
	return g_test_run();
}
