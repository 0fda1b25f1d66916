/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-inspect-helper.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/wd-error.h"

#define PROGRAM "warden-inspect"

struct WdInspectHelper {
	char *program;
	int socket;
	int far_end;
	GThread *starter;
};

/* The environment is not handed on: some of it tells libraries to load other code or tables. */
static gpointer
run_program(gpointer data)
{
	static char *const environment[] = {(char *)"PATH=/usr/bin:/bin", NULL};
	WdInspectHelper *helper = data;
	char *const arguments[] = {helper->program, NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t all;
	sigset_t none;
	pid_t pid = 0;

	(void)sigfillset(&all);
	(void)sigemptyset(&none);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_adddup2(&actions, helper->far_end, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	/* It hands its work to a child of its own and ends at once. Pidgin collects every child it
	 * hears of, so there may be nobody left to wait for. */
	if (posix_spawn(&pid, helper->program, &actions, &attributes, arguments, environment) == 0)
		(void)waitpid(pid, NULL, 0);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	/* Where nothing was started, this is what the near end hears of it. */
	(void)close(helper->far_end);
	return NULL;
}

/**
 * wd_inspect_helper_start:
 * @program: a path
 * @error: return location for a #WD_ERROR
 *
 * Does not wait: whether the program could be started shows at the socket, which is closed if not.
 *
 * Returns: (transfer full): the helper, or NULL where there are no descriptors left
 */
WdInspectHelper *
wd_inspect_helper_start(const char *program, GError **error)
{
	WdInspectHelper *helper = NULL;
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "socketpair: %s", g_strerror(errno));
		return NULL;
	}
	helper = g_new0(WdInspectHelper, 1);
	helper->program = g_strdup(program);
	helper->socket = ends[0];
	helper->far_end = ends[1];
	helper->starter = g_thread_new("warden-inspect", run_program, helper);
	return helper;
}

/**
 * wd_inspect_helper_free:
 * @helper: (nullable) (transfer full): a helper
 *
 * The program and all it runs end by themselves once the socket is closed. Waits for its start, if
 * that is still going on.
 */
void
wd_inspect_helper_free(WdInspectHelper *helper)
{
	if (helper == NULL)
		return;
	(void)close(helper->socket);
	(void)g_thread_join(helper->starter);
	g_free(helper->program);
	g_free(helper);
}

/**
 * wd_inspect_helper_get_socket:
 * @helper: a helper
 *
 * Returns: the near end; one packet a message
 */
int
wd_inspect_helper_get_socket(const WdInspectHelper *helper)
{
	return helper->socket;
}

static char *
look_in(const char *folder, const char *part)
{
	g_autofree char *path = g_build_filename(folder, part, PROGRAM, NULL);

	return g_file_test(path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer(&path) : NULL;
}

/* The folder of the module or program that this code was linked into. */
static char *
get_own_folder(void)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	static const char here = 0;
	Dl_info info;

	if (dladdr(&here, &info) != 0 && info.dli_fname != NULL &&
	    g_str_has_suffix(info.dli_fname, ".so"))
		return g_path_get_dirname(info.dli_fname);
	return g_path_get_dirname(self != NULL ? self : "/");
}

/**
 * wd_inspect_helper_find_program:
 *
 * Where the build or an installation for one person has put it beside us, else where it is
 * installed for everybody.
 *
 * Returns: (transfer full): a path, whether there is a program or not
 */
char *
wd_inspect_helper_find_program(void)
{
	/* from build/plugin, build/plugin/ctl, build/tests/x, ~/.local/bin and ~/.purple/plugins */
	static const char *const parts[] = {
		"inspect",
		"../inspect",
		"../../plugin/inspect",
		"../libexec",
		"../../.local/libexec",
	};
	g_autofree char *folder = get_own_folder();

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		char *path = look_in(folder, parts[i]);

		if (path != NULL)
			return path;
	}
	return g_build_filename(WD_LIBEXEC_DIR, PROGRAM, NULL);
}
