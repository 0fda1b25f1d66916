/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-slot.h"

typedef void (*Function)(GString *trace);

static struct {
	Function function;
} ops;

static WdSlot slot;
static Function wrapped;

static void
stock(GString *trace)
{
	g_string_append(trace, "stock");
}

static void
ours(GString *trace)
{
	g_string_append(trace, "ours ");
	((Function)slot.stock)(trace);
}

static void
theirs(GString *trace)
{
	g_string_append(trace, "theirs ");
	wrapped(trace);
}

static void
take(void)
{
	wd_slot_take(&slot, WD_SLOT_PLACE(ops.function), G_CALLBACK(ours));
}

static void
wrap_by_them(void)
{
	wrapped = ops.function;
	ops.function = theirs;
}

static void
assert_calls(const char *expected)
{
	g_autoptr(GString) trace = g_string_new(NULL);

	ops.function(trace);
	g_assert_cmpstr(trace->str, ==, expected);
}

static void
set_up(gpointer fixture, gconstpointer data)
{
	ops.function = stock;
	slot = (WdSlot){0};
}

static void
test_take_and_give_back(gpointer fixture, gconstpointer data)
{
	take();
	assert_calls("ours stock");
	take(); /* twice is once */
	assert_calls("ours stock");
	g_assert_true(wd_slot_give_back(&slot));
	assert_calls("stock");
	take();
	assert_calls("ours stock");
}

static void
test_never_taken(gpointer fixture, gconstpointer data)
{
	g_assert_true(wd_slot_give_back(&slot));
	assert_calls("stock");
}

static void
test_wrapped_after_us(gpointer fixture, gconstpointer data)
{
	take();
	wrap_by_them();
	g_assert_false(wd_slot_give_back(&slot));
	assert_calls("theirs ours stock");
	take(); /* back on duty: no ring */
	assert_calls("theirs ours stock");
}

static void
test_they_go_first(gpointer fixture, gconstpointer data)
{
	take();
	wrap_by_them();
	g_assert_false(wd_slot_give_back(&slot));
	ops.function = wrapped; /* they give back what they found: us */
	take();
	assert_calls("ours stock");
	g_assert_true(wd_slot_give_back(&slot));
	assert_calls("stock");
}

static void
test_slot_was_reset_meanwhile(gpointer fixture, gconstpointer data)
{
	take();
	wrap_by_them();
	g_assert_false(wd_slot_give_back(&slot));
	ops.function = stock;
	take();
	assert_calls("ours stock");
}

static void
test_empty_slot(gpointer fixture, gconstpointer data)
{
	ops.function = NULL;
	take();
	g_assert_null(slot.stock);
	g_assert_true(wd_slot_give_back(&slot));
	g_assert_null(ops.function);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*test)(gpointer, gconstpointer);
	} rows[] = {
		{"/slot/take-and-give-back", test_take_and_give_back},
		{"/slot/never-taken", test_never_taken},
		{"/slot/wrapped-after-us", test_wrapped_after_us},
		{"/slot/they-go-first", test_they_go_first},
		{"/slot/was-reset-meanwhile", test_slot_was_reset_meanwhile},
		{"/slot/empty", test_empty_slot},
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		g_test_add_vtable(rows[i].name,
				  0,
				  NULL,
				  (GTestFixtureFunc)set_up,
				  (GTestFixtureFunc)rows[i].test,
				  NULL);
	return g_test_run();
}
