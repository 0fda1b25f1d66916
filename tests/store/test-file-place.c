/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store-fixture.h"
#include "store/wd-file-place.h"

#define CONTENT "synthetic bytes"

/* A file system besides that of the temporary folder; most machines have one. */
#define ELSEWHERE "/dev/shm"

typedef struct {
	char *folder;
	char *source;
	char *target;
	char *elsewhere; /* (nullable) */
	int fd;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->folder = g_dir_make_tmp("warden-XXXXXX", NULL);
	fixture->source = g_build_filename(fixture->folder, "source", NULL);
	fixture->target = g_build_filename(fixture->folder, "report.pdf", NULL);
	g_assert_true(g_file_set_contents(fixture->source, CONTENT, -1, NULL));
	g_assert_cmpint(g_chmod(fixture->source, 0755), ==, 0);
	fixture->fd = open(fixture->source, O_RDWR | O_CLOEXEC);
	g_assert_cmpint(fixture->fd, >=, 0);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	(void)close(fixture->fd);
	store_fixture_remove_tree(fixture->folder);
	if (fixture->elsewhere != NULL)
		store_fixture_remove_tree(fixture->elsewhere);
	g_free(fixture->elsewhere);
	g_free(fixture->folder);
	g_free(fixture->source);
	g_free(fixture->target);
}

static WdFileMove
get_move(const Fixture *fixture)
{
	return (WdFileMove){
		.fd = fixture->fd,
		.source = fixture->source,
		.target = fixture->target,
		.origin = "xmpp:anna@corp.example",
	};
}

static void
assert_content(const char *path, const char *content)
{
	g_autofree char *found = NULL;

	g_assert_true(g_file_get_contents(path, &found, NULL, NULL));
	g_assert_cmpstr(found, ==, content);
}

static void
assert_private(const char *path)
{
	struct stat status;

	g_assert_cmpint(lstat(path, &status), ==, 0);
	g_assert_cmpuint(status.st_mode, ==, S_IFREG | 0600);
}

static char *
get_mark(const char *path)
{
	char *mark;

	g_assert_true(wd_file_place_check(path, &mark, NULL));
	g_assert_nonnull(mark);
	return mark;
}

static guint
count_files(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	guint n = 0;

	while (g_dir_read_name(dir) != NULL)
		n++;
	return n;
}

static void
test_moves(Fixture *fixture, gconstpointer data)
{
	const WdFileMove move = get_move(fixture);
	g_autoptr(GError) error = NULL;
	g_autofree char *placed = wd_file_place_move(&move, &error);
	char origin[64] = "";
	gssize len;

	g_assert_no_error(error);
	g_assert_cmpstr(placed, ==, fixture->target);
	assert_content(placed, CONTENT);
	assert_private(placed);
	g_assert_cmpuint(count_files(fixture->folder), ==, 1);
	len = getxattr(placed, "user.xdg.origin.url", origin, sizeof origin - 1);
	if (len < 0 && errno == ENOTSUP) {
		g_test_message("no extended attributes on this file system");
		return;
	}
	g_assert_cmpmem(origin, (gsize)len, "xmpp:anna@corp.example", 22);
}

static void
test_never_replaces_what_is_new(Fixture *fixture, gconstpointer data)
{
	const WdFileMove move = get_move(fixture);
	g_autofree char *placed = NULL;
	g_autofree char *expected = g_build_filename(fixture->folder, "report (3).pdf", NULL);
	g_autofree char *second = g_build_filename(fixture->folder, "report (2).pdf", NULL);

	g_assert_true(g_file_set_contents(fixture->target, "mine", -1, NULL));
	g_assert_cmpint(symlink("/nowhere", second), ==, 0); /* a link is something, too */
	placed = wd_file_place_move(&move, NULL);
	g_assert_cmpstr(placed, ==, expected);
	assert_content(fixture->target, "mine");
	assert_content(placed, CONTENT);
}

static void
test_replaces_what_the_person_chose(Fixture *fixture, gconstpointer data)
{
	WdFileMove move = get_move(fixture);
	g_autofree char *mark = NULL;
	g_autofree char *placed = NULL;

	g_assert_true(g_file_set_contents(fixture->target, "old", -1, NULL));
	move.replaces = mark = get_mark(fixture->target);
	placed = wd_file_place_move(&move, NULL);
	g_assert_cmpstr(placed, ==, fixture->target);
	assert_content(placed, CONTENT);
	assert_private(placed);
	g_assert_cmpuint(count_files(fixture->folder), ==, 1);
}

/* What the person agreed to lose is not what they would lose by now. */
typedef struct {
	const char *name;
	void (*change)(const char *path);
	gboolean is_free; /* then the wanted name is given */
} ChangeCase;

static void
write_again(const char *path)
{
	struct stat status;
	struct timespec times[2];

	g_assert_cmpint(stat(path, &status), ==, 0);
	times[0] = times[1] = status.st_mtim;
	times[1].tv_sec++;
	g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

static void
write_more(const char *path)
{
	struct stat status;
	struct timespec times[2];
	FILE *file = fopen(path, "a");

	g_assert_cmpint(stat(path, &status), ==, 0);
	g_assert_cmpint(fputs("er", file), >=, 0);
	g_assert_cmpint(fclose(file), ==, 0);
	times[0] = times[1] = status.st_mtim; /* by whoever sets the time back */
	g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

static void
put_another(const char *path)
{
	g_autofree char *other = g_strconcat(path, ".new", NULL);
	struct stat status;
	struct timespec times[2];

	g_assert_cmpint(stat(path, &status), ==, 0);
	times[0] = times[1] = status.st_mtim;
	g_assert_true(g_file_set_contents(other, "new", -1, NULL));
	g_assert_cmpint(utimensat(AT_FDCWD, other, times, 0), ==, 0);
	g_assert_cmpint(g_rename(other, path), ==, 0);
}

static void
take_away(const char *path)
{
	g_assert_cmpint(g_unlink(path), ==, 0);
}

static const ChangeCase change_cases[] = {
	{"keeps-what-was-written-since", write_again, FALSE},
	{"keeps-what-grew-since", write_more, FALSE},
	{"keeps-what-was-put-there-since", put_another, FALSE},
	{"takes-the-name-of-what-has-gone", take_away, TRUE},
};

static void
test_change(Fixture *fixture, gconstpointer data)
{
	const ChangeCase *row = data;
	WdFileMove move = get_move(fixture);
	g_autofree char *second = g_build_filename(fixture->folder, "report (2).pdf", NULL);
	g_autofree char *mark = NULL;
	g_autofree char *kept = NULL;
	g_autofree char *placed = NULL;

	g_assert_true(g_file_set_contents(fixture->target, "old", -1, NULL));
	move.replaces = mark = get_mark(fixture->target);
	row->change(fixture->target);
	(void)g_file_get_contents(fixture->target, &kept, NULL, NULL);
	placed = wd_file_place_move(&move, NULL);
	g_assert_cmpstr(placed, ==, row->is_free ? fixture->target : second);
	assert_content(placed, CONTENT);
	if (!row->is_free)
		assert_content(fixture->target, kept);
	g_assert_cmpuint(count_files(fixture->folder), ==, row->is_free ? 1 : 2);
}

/* A second agreement is no agreement to the file beside it. */
static void
test_replaces_one_only(Fixture *fixture, gconstpointer data)
{
	WdFileMove move = get_move(fixture);
	g_autofree char *second = g_build_filename(fixture->folder, "report (2).pdf", NULL);
	g_autofree char *third = g_build_filename(fixture->folder, "report (3).pdf", NULL);
	g_autofree char *mark = NULL;
	g_autofree char *placed = NULL;

	g_assert_true(g_file_set_contents(second, "agreed", -1, NULL));
	move.replaces = mark = get_mark(second);
	g_assert_true(g_file_set_contents(fixture->target, "mine", -1, NULL));
	placed = wd_file_place_move(&move, NULL);
	g_assert_cmpstr(placed, ==, third);
	assert_content(second, "agreed");
}

typedef struct {
	const char *name;
	const char *wanted;
	const char *second;
} NameCase;

static const NameCase name_cases[] = {
	{"name-without-ending", "README", "README (2)"},
	{"name-with-two-endings", "a.tar.gz", "a.tar (2).gz"},
	{"name-that-begins-with-a-dot", ".profile", ".profile (2)"},
	{"name-with-letters", "\xc3\xa4.txt", "\xc3\xa4 (2).txt"},
};

static void
test_other_name(Fixture *fixture, gconstpointer data)
{
	const NameCase *row = data;
	g_autofree char *target = g_build_filename(fixture->folder, row->wanted, NULL);
	g_autofree char *expected = g_build_filename(fixture->folder, row->second, NULL);
	WdFileMove move = get_move(fixture);
	g_autofree char *placed = NULL;

	move.target = target;
	g_assert_true(g_file_set_contents(target, "", -1, NULL));
	placed = wd_file_place_move(&move, NULL);
	g_assert_cmpstr(placed, ==, expected);
}

static void
test_longest_name(Fixture *fixture, gconstpointer data)
{
	g_autofree char *stem = g_strnfill(251, 'x');
	g_autofree char *target = g_strdup_printf("%s/%s.txt", fixture->folder, stem);
	WdFileMove move = get_move(fixture);
	g_autofree char *placed = NULL;

	move.target = target;
	g_assert_cmpint(close(open(target, O_CREAT | O_WRONLY | O_CLOEXEC, 0600)), ==, 0);
	placed = wd_file_place_move(&move, NULL);
	g_assert_nonnull(placed);
	g_assert_true(g_str_has_suffix(placed, "x (2).txt"));
	assert_content(placed, CONTENT);
}

/* What stands where the file is to go. */
typedef struct {
	const char *name;
	void (*make)(const char *path);
	WdError code;
} PlaceCase;

static void
make_link(const char *path)
{
	g_assert_cmpint(symlink("/etc/hostname", path), ==, 0);
}

static void
make_dangling_link(const char *path)
{
	g_assert_cmpint(symlink("/nowhere/at/all", path), ==, 0);
}

static void
make_pipe(const char *path)
{
	g_assert_cmpint(mkfifo(path, 0600), ==, 0);
}

static void
make_folder(const char *path)
{
	g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
}

static void
make_socket(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	g_strlcpy(address.sun_path, path, sizeof address.sun_path);
	g_assert_cmpint(bind(fd, (struct sockaddr *)&address, sizeof address), ==, 0);
	(void)close(fd);
}

static const PlaceCase place_cases[] = {
	{"refuses-a-link", make_link, WD_ERROR_UNTRUSTED},
	{"refuses-a-link-to-nothing", make_dangling_link, WD_ERROR_UNTRUSTED},
	{"refuses-a-pipe", make_pipe, WD_ERROR_UNTRUSTED},
	{"refuses-a-folder", make_folder, WD_ERROR_UNTRUSTED},
	{"refuses-a-socket", make_socket, WD_ERROR_UNTRUSTED},
};

static void
test_place(Fixture *fixture, gconstpointer data)
{
	const PlaceCase *row = data;
	g_autoptr(GError) error = NULL;
	WdFileMove move = get_move(fixture);
	char *mark;

	row->make(fixture->target);
	g_assert_false(wd_file_place_check(fixture->target, &mark, &error));
	g_assert_null(mark);
	g_assert_error(error, WD_ERROR, (int)row->code);
	/* And when it was put there afterwards. */
	move.replaces = "1.1.1.000000000";
	g_clear_error(&error);
	g_assert_null(wd_file_place_move(&move, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
	assert_content(fixture->source, CONTENT);
}

static void
test_device(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	char *mark;

	g_assert_false(wd_file_place_check("/dev/null", &mark, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNTRUSTED);
}

static void
test_check(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *taken = get_mark(fixture->source);
	g_autofree char *again = get_mark(fixture->source);
	char *mark;

	g_assert_cmpstr(taken, ==, again);
	g_assert_true(wd_file_place_check(fixture->target, &mark, &error));
	g_assert_null(mark);
	g_assert_false(wd_file_place_check("relative", &mark, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	g_clear_error(&error);
	g_assert_false(wd_file_place_check("/no/such/folder/x", &mark, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_NOT_FOUND);
}

static void
test_exchanged_source(Fixture *fixture, gconstpointer data)
{
	const WdFileMove move = get_move(fixture);
	g_autofree char *other = g_build_filename(fixture->folder, "other", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_true(g_file_set_contents(other, "harmful", -1, NULL));
	g_assert_cmpint(g_rename(other, fixture->source), ==, 0);
	g_assert_null(wd_file_place_move(&move, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNTRUSTED);
	g_assert_false(g_file_test(fixture->target, G_FILE_TEST_EXISTS));
}

static void
test_gone_folder(Fixture *fixture, gconstpointer data)
{
	WdFileMove move = get_move(fixture);
	g_autofree char *target = g_build_filename(fixture->folder, "gone", "x", NULL);
	g_autoptr(GError) error = NULL;

	move.target = target;
	g_assert_null(wd_file_place_move(&move, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_NOT_FOUND);
	assert_content(fixture->source, CONTENT);
}

static gboolean
use_elsewhere(Fixture *fixture, WdFileMove *move)
{
	g_autofree char *template = g_strdup(ELSEWHERE "/warden-XXXXXX");
	struct stat here;
	struct stat there;

	if (stat(fixture->folder, &here) != 0 || stat(ELSEWHERE, &there) != 0 ||
	    here.st_dev == there.st_dev || g_mkdtemp(template) == NULL) {
		g_test_skip("there is no second file system to write to");
		return FALSE;
	}
	fixture->elsewhere = g_steal_pointer(&template);
	g_free(fixture->target);
	fixture->target = g_build_filename(fixture->elsewhere, "report.pdf", NULL);
	move->target = fixture->target;
	return TRUE;
}

static void
test_across_file_systems(Fixture *fixture, gconstpointer data)
{
	WdFileMove move = get_move(fixture);
	g_autofree char *placed = NULL;

	if (!use_elsewhere(fixture, &move))
		return;
	placed = wd_file_place_move(&move, NULL);
	g_assert_cmpstr(placed, ==, fixture->target);
	assert_content(placed, CONTENT);
	assert_private(placed);
	g_assert_cmpuint(count_files(fixture->elsewhere), ==, 1);
	g_assert_false(g_file_test(fixture->source, G_FILE_TEST_EXISTS));
}

static void
test_across_file_systems_taken(Fixture *fixture, gconstpointer data)
{
	WdFileMove move = get_move(fixture);
	g_autofree char *placed = NULL;

	if (!use_elsewhere(fixture, &move))
		return;
	g_assert_true(g_file_set_contents(fixture->target, "mine", -1, NULL));
	placed = wd_file_place_move(&move, NULL);
	g_assert_true(g_str_has_suffix(placed, "/report (2).pdf"));
	assert_content(fixture->target, "mine");
}

static void
test_across_file_systems_replaces(Fixture *fixture, gconstpointer data)
{
	WdFileMove move = get_move(fixture);
	g_autofree char *mark = NULL;
	g_autofree char *placed = NULL;

	if (!use_elsewhere(fixture, &move))
		return;
	g_assert_true(g_file_set_contents(fixture->target, "old", -1, NULL));
	move.replaces = mark = get_mark(fixture->target);
	placed = wd_file_place_move(&move, NULL);
	g_assert_cmpstr(placed, ==, fixture->target);
	assert_content(placed, CONTENT);
	g_assert_cmpuint(count_files(fixture->elsewhere), ==, 1);
}

static void
test_copies(Fixture *fixture, gconstpointer data)
{
	const WdFileMove move = get_move(fixture);
	g_autofree char *placed = wd_file_place_copy(&move, NULL);

	g_assert_cmpstr(placed, ==, fixture->target);
	assert_content(placed, CONTENT);
	assert_content(fixture->source, CONTENT);
	assert_private(placed);
	g_assert_cmpuint(count_files(fixture->folder), ==, 2);
}

static void
test_unreadable_source(Fixture *fixture, gconstpointer data)
{
	WdFileMove move = get_move(fixture);
	g_autoptr(GError) error = NULL;

	move.fd = open(fixture->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	g_assert_null(wd_file_place_copy(&move, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
	g_assert_cmpuint(count_files(fixture->folder), ==, 1); /* no half file */
	(void)close(move.fd);
}

static void
add(const char *name, gconstpointer data, void (*test)(Fixture *, gconstpointer))
{
	g_autofree char *path = g_strconcat("/file-place/", name, NULL);

	g_test_add(path, Fixture, data, set_up, test, tear_down);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add("moves", NULL, test_moves);
	add("never-replaces-what-is-new", NULL, test_never_replaces_what_is_new);
	add("replaces-what-the-person-chose", NULL, test_replaces_what_the_person_chose);
	for (guint i = 0; i < G_N_ELEMENTS(change_cases); i++)
		add(change_cases[i].name, &change_cases[i], test_change);
	add("replaces-one-only", NULL, test_replaces_one_only);
	for (guint i = 0; i < G_N_ELEMENTS(name_cases); i++)
		add(name_cases[i].name, &name_cases[i], test_other_name);
	add("longest-name", NULL, test_longest_name);
	for (guint i = 0; i < G_N_ELEMENTS(place_cases); i++)
		add(place_cases[i].name, &place_cases[i], test_place);
	add("refuses-a-device", NULL, test_device);
	add("check", NULL, test_check);
	add("exchanged-source", NULL, test_exchanged_source);
	add("gone-folder", NULL, test_gone_folder);
	add("across-file-systems", NULL, test_across_file_systems);
	add("across-file-systems-taken", NULL, test_across_file_systems_taken);
	add("across-file-systems-replaces", NULL, test_across_file_systems_replaces);
	add("copies", NULL, test_copies);
	add("unreadable-source", NULL, test_unreadable_source);
	return g_test_run();
}
