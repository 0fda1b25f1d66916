/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-error.h"
#include "store-fixture.h"
#include "store/wd-held-seal.h"

#define N_ROWS (WD_HELD_SEAL_BATCH + 6) /* into a second batch */

typedef struct {
	StoreFixture store;
	WdHeldSealer *sealer;
	WdHeldOpener *opener;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	store_fixture_set_up(&fixture->store, data);
	fixture->sealer = wd_held_sealer_new(fixture->store.keys);
	fixture->opener = wd_held_opener_new(fixture->store.keys);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_held_sealer_free(fixture->sealer);
	wd_held_opener_free(fixture->opener);
	store_fixture_tear_down(&fixture->store, data);
}

static GBytes *
seal(Fixture *fixture, const char *text)
{
	g_autoptr(GError) error = NULL;
	GBytes *sealed =
		wd_held_sealer_seal(fixture->sealer, (const guint8 *)text, strlen(text), &error);

	g_assert_no_error(error);
	return sealed;
}

static void
assert_opens(Fixture *fixture, GBytes *sealed, const char *text)
{
	g_autoptr(GError) error = NULL;
	gsize len;
	const guint8 *bytes = g_bytes_get_data(sealed, &len);
	g_autoptr(GBytes) plain = wd_held_opener_open(fixture->opener, bytes, len, &error);

	g_assert_no_error(error);
	bytes = g_bytes_get_data(plain, &len);
	g_assert_cmpmem(bytes, len, text, strlen(text));
}

static void
test_opens(Fixture *fixture, gconstpointer data)
{
	g_autofree char *long_text = g_strnfill(100000, 'x');
	const char *const texts[] = {"", "a", "hello", long_text};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(GBytes) sealed = seal(fixture, texts[i]);

		assert_opens(fixture, sealed, texts[i]);
	}
}

static void
assert_row(Fixture *fixture, GPtrArray *rows, guint i)
{
	g_autofree char *text = g_strdup_printf("row %u", i);

	assert_opens(fixture, g_ptr_array_index(rows, i), text);
}

/* In their order, backwards, and from one batch to the other. */
static void
test_any_order(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);

	for (guint i = 0; i < N_ROWS; i++) {
		g_autofree char *text = g_strdup_printf("row %u", i);

		g_ptr_array_add(rows, seal(fixture, text));
	}
	for (guint i = 0; i < N_ROWS; i++)
		assert_row(fixture, rows, i);
	for (guint i = N_ROWS; i > 0; i -= 103 < i ? 103 : i)
		assert_row(fixture, rows, i - 1);
	assert_row(fixture, rows, N_ROWS - 1);
	assert_row(fixture, rows, 3);
	wd_held_opener_forget(fixture->opener);
	assert_row(fixture, rows, 4);
}

static void
test_two_rows_have_two_keys(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GBytes) first = seal(fixture, "the same text");
	g_autoptr(GBytes) second = seal(fixture, "the same text");
	gsize len;
	const guint8 *one = g_bytes_get_data(first, &len);
	const guint8 *two = g_bytes_get_data(second, NULL);

	g_assert_cmpuint(g_bytes_get_size(second), ==, len);
	g_assert_true(memcmp(one + len - 29, two + len - 29, 29) != 0);
}

/* No byte of a row can be changed, and none cut off. */
static void
test_changed(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GBytes) sealed = seal(fixture, "a text that somebody would like to change");
	gsize len;
	const guint8 *bytes = g_bytes_get_data(sealed, &len);

	for (gsize i = 0; i < len; i++) {
		g_autofree guint8 *changed = g_memdup2(bytes, len);
		g_autoptr(GError) error = NULL;

		changed[i] ^= 0x10;
		g_assert_null(wd_held_opener_open(fixture->opener, changed, len, &error));
		g_assert_nonnull(error);
	}
	for (gsize n = 0; n < len; n++) {
		g_autoptr(GError) error = NULL;

		g_assert_null(wd_held_opener_open(fixture->opener, bytes, n, &error));
		g_assert_nonnull(error);
	}
}

/* The number says which key: a reader must not be sent along a chain without an end. */
static void
test_huge_number(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GBytes) sealed = seal(fixture, "x");
	gsize len;
	g_autofree guint8 *changed =
		g_memdup2(g_bytes_get_data(sealed, &len), g_bytes_get_size(sealed));
	g_autoptr(GError) error = NULL;

	memset(changed + 8, 0xff, 4);
	g_assert_null(
		wd_held_opener_open(fixture->opener, changed, g_bytes_get_size(sealed), &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

/* What is in queues that were filled before there were batches. */
static void
test_age_file(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GBytes) sealed =
		wd_keys_seal(fixture->store.keys, NULL, (const guint8 *)"old", 3, NULL);

	assert_opens(fixture, sealed, "old");
}

static void
test_another_key(Fixture *fixture, gconstpointer data)
{
	StoreFixture other;
	g_autoptr(GBytes) sealed = seal(fixture, "mine");
	g_autoptr(WdHeldOpener) opener = NULL;
	g_autoptr(GError) error = NULL;

	store_fixture_set_up(&other, NULL);
	opener = wd_held_opener_new(other.keys);
	g_assert_null(wd_held_opener_open(
		opener, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed), &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_WRONG_KEY);
	store_fixture_tear_down(&other, NULL);
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/held-seal/opens", test_opens);
	ADD("/held-seal/any-order", test_any_order);
	ADD("/held-seal/two-rows-have-two-keys", test_two_rows_have_two_keys);
	ADD("/held-seal/changed", test_changed);
	ADD("/held-seal/huge-number", test_huge_number);
	ADD("/held-seal/age-file", test_age_file);
	ADD("/held-seal/another-key", test_another_key);
	return g_test_run();
}
