/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-suffix.h"

#include <libpsl.h>
#include <string.h>

#include "engine/link/wd-host.h"
#include "engine/wd-limits.h"

static char *
without_final_dot(const char *host)
{
	gsize len = strlen(host);

	return g_strndup(host, len > 0 && host[len - 1] == '.' ? len - 1 : len);
}

/**
 * wd_suffix_get_registrable:
 * @host: a host that wd_host_parse() gave
 *
 * Finds what one owner registers: the label before the public suffix, private suffixes such as
 * github.io counted. The list is the one compiled into libpsl; no file is read.
 *
 * Returns: (transfer full) (nullable): the registrable domain; NULL for an address, for a host
 * that is itself a public suffix, and for one that is too long to be looked up
 */
char *
wd_suffix_get_registrable(const char *host)
{
	g_autofree char *name = without_final_dot(host);

	/* No name service knows a longer name; looking through its labels would take long. */
	if (strlen(name) > WD_LIMIT_HOST_BYTES || wd_host_is_address(host))
		return NULL;
	return g_strdup(psl_registrable_domain(psl_builtin(), name));
}

/**
 * wd_suffix_is_known:
 * @host: a host in lower case
 *
 * Returns: whether the last label of @host is a top-level domain that exists
 */
gboolean
wd_suffix_is_known(const char *host)
{
	g_autofree char *name = without_final_dot(host);
	const char *dot = strrchr(name, '.');

	return psl_is_public_suffix2(psl_builtin(),
				     dot != NULL ? dot + 1 : name,
				     PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) != 0;
}

/**
 * wd_suffix_is_private:
 * @registrable: what wd_suffix_get_registrable() gave
 *
 * Returns: whether @registrable is a customer's name on somebody's platform, such as
 * alice.github.io
 */
gboolean
wd_suffix_is_private(const char *registrable)
{
	const char *dot = strchr(registrable, '.');

	return dot != NULL && psl_is_public_suffix2(psl_builtin(),
						    dot + 1,
						    PSL_TYPE_PRIVATE | PSL_TYPE_NO_STAR_RULE) != 0;
}

/**
 * wd_suffix_is_under:
 * @host: a host in lower case
 * @domain: a domain in any case
 *
 * Returns: whether @host is @domain or a name below it
 */
gboolean
wd_suffix_is_under(const char *host, const char *domain)
{
	g_autofree char *name = without_final_dot(host);
	gsize n_name = strlen(name);
	gsize n_domain = strlen(domain);

	if (n_domain == 0 || n_domain > n_name ||
	    g_ascii_strcasecmp(name + n_name - n_domain, domain) != 0)
		return FALSE;
	return n_name == n_domain || name[n_name - n_domain - 1] == '.';
}
