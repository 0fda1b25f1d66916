/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-shorteners.h"

static void
test_hosts(void)
{
	g_assert_true(wd_shortener_is("bit.ly"));
	g_assert_true(wd_shortener_is("www.tinyurl.com"));
	g_assert_false(wd_shortener_is("xbit.ly"));
	g_assert_false(wd_shortener_is("bit.ly.evil.test"));
	g_assert_false(wd_shortener_is("youtu.be"));
	g_assert_false(wd_shortener_is(""));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/shorteners/hosts", test_hosts);
	return g_test_run();
}
