/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/text/wd-keyed-hash.h"

/* The vector of the paper, appendix A. */
static void
test_vector(void)
{
	const WdHashKey key = {G_GUINT64_CONSTANT(0x0706050403020100),
			       G_GUINT64_CONSTANT(0x0f0e0d0c0b0a0908)};
	guint8 bytes[15];

	for (guint8 i = 0; i < G_N_ELEMENTS(bytes); i++)
		bytes[i] = i;
	g_assert_cmphex(wd_keyed_hash(&key, bytes, sizeof bytes),
			==,
			G_GUINT64_CONSTANT(0xa129ca6149be45e5));
}

static void
test_key_and_length_count(void)
{
	const WdHashKey key = {1, 2}, other = {1, 3};

	g_assert_cmphex(wd_keyed_hash(&key, "", 0), !=, wd_keyed_hash(&other, "", 0));
	g_assert_cmphex(wd_keyed_hash(&key, "\0", 1), !=, wd_keyed_hash(&key, "", 0));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/keyed-hash/vector", test_vector);
	g_test_add_func("/keyed-hash/key-and-length-count", test_key_and_length_count);
	return g_test_run();
}
