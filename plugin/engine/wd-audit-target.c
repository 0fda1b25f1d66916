/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-audit-target.h"

#include <string.h>

#define MAX_PATH_BYTES 107 /* of a socket: sun_path has 108 */
#define MAX_HOST_BYTES 255
#define JOURNALD_PATH  "/run/systemd/journal/socket"
#define SYSLOG_PATH    "/dev/log"

static const struct {
	const char *scheme;
	WdTargetKind kind;
} schemes[] = {
	{"rfc5424+tcp://", WD_TARGET_TCP},
	{"rfc5424+udp://", WD_TARGET_UDP},
	{"rfc5424+unix:", WD_TARGET_UNIX},
};

/* Both take RFC 5424 for the old form and make nonsense of it. */
static const char *const old_sockets[] = {
	SYSLOG_PATH,
	"/run/systemd/journal/dev-log",
	"/run/systemd/journal/syslog",
	JOURNALD_PATH,
	NULL,
};

static WdAuditTarget *
new_target(WdTargetKind kind, const char *text, const char *path)
{
	WdAuditTarget *target = g_new0(WdAuditTarget, 1);

	target->kind = kind;
	target->text = g_strdup(text);
	target->path = g_strdup(path);
	return target;
}

static gboolean
is_host(const char *host)
{
	gsize len = strlen(host);

	if (len == 0 || len > MAX_HOST_BYTES)
		return FALSE;
	for (gsize i = 0; i < len; i++) {
		if (!g_ascii_isalnum(host[i]) && strchr("-._:", host[i]) == NULL)
			return FALSE;
	}
	return TRUE;
}

static gboolean
parse_port(const char *text, guint16 *port)
{
	guint64 number;

	if (!g_ascii_string_to_unsigned(text, 10, 1, 65535, &number, NULL))
		return FALSE;
	*port = (guint16)number;
	return TRUE;
}

/* “host”, “host:514”, “[::1]”, “[::1]:514”; a bare IPv6 address would hide where its port begins.
 */
static gboolean
parse_place(WdAuditTarget *target, const char *place)
{
	gboolean is_bracketed = place[0] == '[';
	const char *end = is_bracketed ? strchr(place, ']') : place + strcspn(place, ":");
	const char *rest = end == NULL ? NULL : is_bracketed ? end + 1 : end;

	if (end == NULL)
		return FALSE;
	target->host = g_strndup(place + is_bracketed, (gsize)(end - place) - is_bracketed);
	target->port = WD_TARGET_DEFAULT_PORT;
	if (!is_host(target->host))
		return FALSE;
	return *rest == '\0' || (*rest == ':' && parse_port(rest + 1, &target->port));
}

static gboolean
is_path(const char *path)
{
	return path[0] == '/' && path[1] != '\0' && strlen(path) <= MAX_PATH_BYTES &&
	       !g_strv_contains(old_sockets, path);
}

static WdAuditTarget *
parse_scheme(const char *text, const char *rest, WdTargetKind kind)
{
	g_autoptr(WdAuditTarget) target =
		new_target(kind, text, kind == WD_TARGET_UNIX ? rest : NULL);
	gboolean is_good = kind == WD_TARGET_UNIX ? is_path(rest) : parse_place(target, rest);

	return is_good ? g_steal_pointer(&target) : NULL;
}

/**
 * wd_audit_target_parse:
 * @text: valid UTF-8: "journald", "syslog", "rfc5424+tcp://collector.corp.example:514",
 *   "rfc5424+udp://…" or "rfc5424+unix:/run/rsyslog/warden"
 *
 * Returns: (transfer full) (nullable): where that is; NULL when it is nowhere, or a socket whose
 * daemon would misread RFC 5424
 */
WdAuditTarget *
wd_audit_target_parse(const char *text)
{
	if (g_str_equal(text, "journald"))
		return new_target(WD_TARGET_JOURNALD, text, JOURNALD_PATH);
	if (g_str_equal(text, "syslog"))
		return new_target(WD_TARGET_SYSLOG, text, SYSLOG_PATH);
	for (guint i = 0; i < G_N_ELEMENTS(schemes); i++) {
		if (g_str_has_prefix(text, schemes[i].scheme))
			return parse_scheme(
				text, text + strlen(schemes[i].scheme), schemes[i].kind);
	}
	return NULL;
}

/**
 * wd_audit_target_free:
 * @target: (nullable) (transfer full): a target
 */
void
wd_audit_target_free(WdAuditTarget *target)
{
	if (target == NULL)
		return;
	g_free(target->text);
	g_free(target->host);
	g_free(target->path);
	g_free(target);
}

/**
 * wd_audit_target_is_stream:
 * @target: a target
 *
 * Returns: whether lines follow each other in one stream, which the other end closes when it has
 * read them all
 */
gboolean
wd_audit_target_is_stream(const WdAuditTarget *target)
{
	return target->kind == WD_TARGET_TCP;
}
