/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-suffix-ratings.h"

#include <stdlib.h>
#include <string.h>

/* Platforms by what their own pages offer: a site under their name without payment. */
static const char *const instant[] = {
	/* clang-format off */
	"000webhostapp.com", "4everland.app", "appspot.com", "azurewebsites.net",
	"backblazeb2.com", "biz.id", "blob.core.windows.net", "bolt.host",
	"bubbleapps.io", "builderall.com", "canva.site", "carrd.co", "clickfunnels.com",
	"cloudfront.net", "codeanyapp.com", "contaboserver.net", "csb.app", "ddns.net",
	"ddnsfree.com", "deno.dev", "devtunnels.ms", "digitaloceanspaces.com", "duckdns.org",
	"dweb.link", "dynu.net", "dynv6.net", "edgeone.app", "eu.org", "firebaseapp.com",
	"fleek.co", "flow.page", "fly.dev", "framer.ai", "framer.app", "framer.media",
	"framer.website", "gitbook.io", "github.dev", "gitpod.io", "glitch.me",
	"godaddysites.com", "herokuapp.com", "hopto.org", "hostingerapp.com", "hstn.me",
	"infinityfreeapp.com", "ipfs.io", "jimdofree.com", "jimdosite.com", "linodeobjects.com",
	"loca.lt", "lovable.app", "manus.space", "my.id", "mybluehost.me", "mybluemix.net",
	"mydurable.com", "myfreesites.net", "mystrikingly.com", "myvnc.com", "nerdpol.ovh",
	"netlify.app", "ngrok-free.app", "ngrok.io", "on.drv.tw", "ondigitalocean.app",
	"onrender.com", "pages.dev", "pantheonsite.io", "ply.gg", "r2.dev", "railway.app",
	"repl.co", "replit.app", "ru.com", "s3.amazonaws.com", "sa.com", "serv00.net",
	"servehttp.com", "serveo.net", "site123.me", "softr.app", "square.site", "stackblitz.io",
	"streamlit.app", "studio.site", "surge.sh", "sytes.net", "teachable.com", "tilda.ws",
	"translate.goog", "trycloudflare.com", "typedream.app", "ukit.me", "us.kg", "vercel.app",
	"vercel.dev", "w3spaces.com", "web.app", "web.core.windows.net", "web.id", "webador.com",
	"webadorsite.com", "webcindario.com", "webcontainer.io", "webflow.io", "webwave.dev",
	"weebly.com", "weeblysite.com", "wixsite.com", "wixstudio.com", "workers.dev",
	"wpenginepowered.com", "yolasite.com", "za.com", "zapier.app", "zapto.org",
	/* clang-format on */
};

/* Mostly what they say: the pages of developers. */
static const char *const projects[] = {
	"bitbucket.io",
	"codeberg.page",
	"ghost.io",
	"github.io",
	"gitlab.io",
	"neocities.org",
};

/* Under somebody's eye: documentation, catalogues of programs, blogs. */
static const char *const catalogues[] = {
	"googlecode.com",
	"home.blog",
	"launchpad.net",
	"livejournal.com",
	"readthedocs.io",
	"sourceforge.io",
	"sourceforge.net",
	"substack.com",
	"tumblr.com",
	"wordpress.com",
};

/* Endings that are sold for less than a coffee and that reports of abuse name most often (Spamhaus'
 * and Interisle's public statistics of 2024 and 2025). */
static const char *const worst[] = {
	/* clang-format off */
	"bar", "buzz", "cc", "cf", "cn", "country", "date", "dev.br", "digital",
	"download", "fun", "fyi", "ga", "gq", "ink", "kim", "ml", "pink", "pw", "shop",
	"su", "support", "surf", "tk", "vip", "wang", "work", "xyz", "zip",
	/* clang-format on */
};

/* The same, and hardly anybody has an honest name there. */
static const char *const worthless[] = {
	/* clang-format off */
	"autos", "baby", "beauty", "bid", "boats", "bond", "cam", "cfd", "christmas",
	"click", "cyou", "dad", "fit", "gdn", "hair", "help", "homes", "icu", "lat",
	"loan", "lol", "makeup", "men", "mom", "monster", "motorcycles", "pics", "qpon",
	"quest", "rest", "review", "sbs", "skin", "stream", "top", "win", "xin", "yachts",
	/* clang-format on */
};

static const char *const cheap[] = {
	/* clang-format off */
	"agency", "app", "art", "asia", "best", "biz", "black", "blog", "blue", "casa", "center",
	"city", "cloud", "club", "co", "email", "finance", "games", "gift", "green", "group",
	"guru", "host", "id", "im", "in", "info", "io", "la", "life", "link", "live", "love",
	"ltd", "me", "media", "mobi", "money", "my", "network", "ninja", "one", "online", "page",
	"party", "press", "pro", "red", "rocks", "run", "services", "sh", "site", "social",
	"solutions", "space", "store", "studio", "tech", "to", "today", "trade", "us", "vn",
	"website", "wiki", "world", "ws", "yoga", "zone",
	/* clang-format on */
};

static int
compare_words(const void *key, const void *element)
{
	return strcmp(key, *(const char *const *)element);
}

/* The tables are sorted. */
static gboolean
is_in(const char *const *list, gsize n, const char *word)
{
	return bsearch(word, list, n, sizeof *list, compare_words) != NULL;
}

/* Customers of blogspot.com are under the domain of their country, too. */
static gboolean
is_blogspot(const char *domain)
{
	return strncmp(domain, "blogspot.", strlen("blogspot.")) == 0;
}

static WdHosting
rate(const char *domain)
{
	if (is_in(instant, G_N_ELEMENTS(instant), domain))
		return WD_HOSTING_INSTANT;
	if (is_in(catalogues, G_N_ELEMENTS(catalogues), domain))
		return WD_HOSTING_CATALOGUE;
	if (is_blogspot(domain) || is_in(projects, G_N_ELEMENTS(projects), domain))
		return WD_HOSTING_PROJECTS;
	return WD_HOSTING_NONE;
}

/**
 * wd_suffix_get_hosting:
 * @host: a host that wd_host_parse() gave
 * @label: (out): the label that the customer chose, inside @host
 * @n_label: (out): its length in bytes
 *
 * Returns: what kind of platform @host is a customer's name on
 */
WdHosting
wd_suffix_get_hosting(const char *host, const char **label, gsize *n_label)
{
	const char *before = host;

	for (const char *dot = strchr(host, '.'); dot != NULL; dot = strchr(dot + 1, '.')) {
		WdHosting hosting = rate(dot + 1);

		if (hosting != WD_HOSTING_NONE) {
			*label = before;
			*n_label = (gsize)(dot - before);
			return hosting;
		}
		before = dot + 1;
	}
	return WD_HOSTING_NONE;
}

/**
 * wd_suffix_get_cheapness:
 * @suffix: a public suffix in lower case
 *
 * Returns: 0 to 3: how little a name under @suffix says for its owner
 */
guint
wd_suffix_get_cheapness(const char *suffix)
{
	if (is_in(worthless, G_N_ELEMENTS(worthless), suffix))
		return 3;
	if (is_in(worst, G_N_ELEMENTS(worst), suffix))
		return 2;
	return is_in(cheap, G_N_ELEMENTS(cheap), suffix) ? 1 : 0;
}
