/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-shorteners.h"

/* Services open to everybody whose links hide where they lead. Those that serve one site only,
 * such as youtu.be, are not among them. */
static const char *const hosts[] = {
	"adf.ly",  "bit.do",    "bit.ly",   "bitly.com",   "buff.ly",     "clck.ru", "cutt.ly",
	"did.li",  "dlvr.it",   "goo.gl",   "goo.su",      "ift.tt",      "is.gd",   "j.mp",
	"kutt.it", "l1nq.com",  "lnkd.in",  "ow.ly",       "qrco.de",     "rb.gy",   "rebrand.ly",
	"s.id",    "shorte.st", "short.gy", "shorturl.at", "snip.ly",     "surl.li", "t.co",
	"t.ly",    "t2m.io",    "tiny.cc",  "tiny.one",    "tinyurl.com", "tr.im",   "u.to",
	"urlz.fr", "v.gd",      "vk.cc",    "wee.so",      "x.gd",        "yip.su",  NULL,
};

/**
 * wd_shortener_is:
 * @host: a host that wd_host_parse() gave
 *
 * Returns: whether @host shortens links for everybody
 */
gboolean
wd_shortener_is(const char *host)
{
	if (g_ascii_strncasecmp(host, "www.", 4) == 0)
		host += 4;
	return g_strv_contains(hosts, host);
}
