/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A disk that is really full, one that is really read-only, and two clients at one profile. The
 * disks are file systems in memory, mounted where nobody else sees them and gone with the process.
 */
#define _GNU_SOURCE /* unshare */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"
#include "store/wd-log-archive.h"
#include "store/wd-log-book.h"
#include "store/wd-log-fixture.h"

#define BALLAST_BYTES (96 * 1024)
#define N_REFUSED     5
#define N_CLIENTS     2
#define N_MESSAGES    400 /* of each client */

static gboolean has_mounts; /* whether this process may mount */

static void
write_map(const char *path, const char *text)
{
	FILE *file = g_fopen(path, "we");

	if (file == NULL)
		return;          /* mounting will fail then */
	(void)fputs(text, file); /* the same */
	(void)fclose(file);      /* the same */
}

/* A place for mounts of our own; root needs no other rights, everybody else root's rights there. */
static gboolean
leave_namespace(void)
{
	g_autofree char *uid_map = g_strdup_printf("0 %u 1", (guint)getuid());
	g_autofree char *gid_map = g_strdup_printf("0 %u 1", (guint)getgid());
	gboolean is_root = geteuid() == 0;

	if (unshare(CLONE_NEWNS | (is_root ? 0 : CLONE_NEWUSER)) != 0)
		return FALSE;
	if (!is_root) {
		write_map("/proc/self/setgroups", "deny");
		write_map("/proc/self/uid_map", uid_map);
		write_map("/proc/self/gid_map", gid_map);
	}
	return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

/* A profile on a disk of its own. */
typedef struct {
	char *place;
	char *base;
	WdKeys *keys;
	WdLogHome home;
} Disk;

static void
disk_open(Disk *disk, const char *options)
{
	memset(disk, 0, sizeof *disk);
	disk->place = g_dir_make_tmp("log-disk-XXXXXX", NULL);
	if (options != NULL)
		g_assert_cmpint(mount("none", disk->place, "tmpfs", 0, options), ==, 0);
	disk->base = g_build_filename(disk->place, "warden", NULL);
	disk->keys = wd_keys_open(disk->base, NULL);
	g_assert_nonnull(disk->keys);
	disk->home = (WdLogHome){.base = disk->base, .keys = disk->keys};
}

static void
disk_close(Disk *disk)
{
	wd_keys_free(disk->keys);
	(void)umount2(disk->place, MNT_DETACH); /* it may be an ordinary folder */
	store_fixture_remove_tree(disk->place);
	g_free(disk->base);
	g_free(disk->place);
}

static WdLogBook *
new_book(void)
{
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogBookNotes untold = {0};

	return wd_log_book_new(&meta, &untold);
}

static gboolean
append(WdLogBook *book, const Disk *disk, const char *body, char **problem)
{
	WdLogMessage message = {.time_ms = LOG_TIME_MS, .sender = "me", .body = body};
	g_autoptr(GError) error = NULL;
	gssize n = wd_log_book_append(book, &disk->home, &message, LOG_TIME_MS, &error);

	if (problem != NULL)
		*problem = error != NULL ? g_strdup(error->message) : NULL;
	return n > 0;
}

/* All that can be read, and nothing of it is damaged. */
typedef struct {
	GPtrArray *bodies;
	guint n_lost;
	guint n_files;
} Found;

static gboolean
collect(const WdLogMessage *message, gpointer data)
{
	Found *found = data;

	found->n_lost += message->n_lost;
	if (message->n_lost == 0)
		g_ptr_array_add(found->bodies, g_strdup(message->body));
	return TRUE;
}

static Found
read_all(const Disk *disk)
{
	g_autoptr(WdLogArchive) archive = wd_log_archive_open(disk->base, disk->keys);
	g_autoptr(GPtrArray) listings = wd_log_archive_list(archive, NULL);
	Found found = {.bodies = g_ptr_array_new_with_free_func(g_free), .n_files = listings->len};

	for (guint i = 0; i < listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(listings, i);
		WdLogReport report;

		if (listing->entry == NULL)
			continue; /* the disk took no more than its beginning */
		g_assert_true(
			wd_log_read(listing->path, disk->keys, collect, &found, &report, NULL));
		g_assert_cmpint(report.condition, !=, WD_LOG_DAMAGED);
	}
	return found;
}

static char *
fill_disk(const Disk *disk)
{
	char *path = g_build_filename(disk->place, "ballast", NULL);
	g_autofree char *bytes = g_malloc0(BALLAST_BYTES);

	g_assert_true(g_file_set_contents(path, bytes, BALLAST_BYTES, NULL));
	return path;
}

static gboolean
may_mount(void)
{
	if (!has_mounts)
		g_test_skip("this system lets nobody but root mount, and not even in a namespace");
	return has_mounts;
}

/* What was acknowledged is there; what was refused is counted; when there is room it goes on. */
static void
test_full(void)
{
	Disk disk;
	g_autofree char *ballast = NULL;
	g_autofree char *problem = NULL;
	WdLogBook *book;
	guint n_written = 0;
	Found found;

	if (!may_mount())
		return;
	disk_open(&disk, "size=256k,mode=0700");
	ballast = fill_disk(&disk);
	book = new_book();
	while (append(book, &disk, "the heron lands at dusk", &problem))
		n_written++;
	g_assert_cmpuint(n_written, >, 10);
	g_assert_nonnull(strstr(problem, g_strerror(ENOSPC)));
	for (guint i = 1; i < N_REFUSED; i++)
		g_assert_false(append(book, &disk, "lost", NULL));
	g_assert_cmpint(g_remove(ballast), ==, 0);
	g_assert_true(append(book, &disk, "there is room", NULL));
	wd_log_book_close(book, LOG_TIME_MS);
	found = read_all(&disk);
	g_assert_cmpuint(found.bodies->len, ==, n_written + 1);
	g_assert_cmpuint(found.n_lost, ==, N_REFUSED);
	g_ptr_array_unref(found.bodies);
	disk_close(&disk);
}

static void
set_read_only(const Disk *disk, gboolean is_read_only)
{
	g_assert_cmpint(
		mount(NULL, disk->place, NULL, MS_REMOUNT | (is_read_only ? MS_RDONLY : 0), NULL),
		==,
		0);
}

/* Logs are read, and listed without an index; messages are counted until the disk takes them. */
static void
test_read_only(void)
{
	Disk disk;
	g_autofree char *problem = NULL;
	WdLogBook *book;
	Found found;

	if (!may_mount())
		return;
	disk_open(&disk, "size=1m,mode=0700");
	book = new_book();
	g_assert_true(append(book, &disk, "before", NULL));
	wd_log_book_close(book, LOG_TIME_MS);
	set_read_only(&disk, TRUE);
	book = new_book();
	g_assert_false(append(book, &disk, "lost", &problem));
	g_assert_nonnull(strstr(problem, g_strerror(EROFS)));
	found = read_all(&disk);
	g_assert_cmpuint(found.bodies->len, ==, 1);
	g_ptr_array_unref(found.bodies);
	set_read_only(&disk, FALSE);
	g_assert_true(append(book, &disk, "after", NULL));
	wd_log_book_close(book, LOG_TIME_MS);
	found = read_all(&disk);
	g_assert_cmpuint(found.bodies->len, ==, 2);
	g_assert_cmpuint(found.n_lost, ==, 1);
	g_ptr_array_unref(found.bodies);
	disk_close(&disk);
}

/* One client: it writes, and lists what there is while others write. Never returns. */
static void
be_client(const Disk *parent, guint number)
{
	Disk disk = *parent;
	WdLogBook *book = new_book();
	g_autoptr(WdLogArchive) archive = NULL;

	disk.keys = wd_keys_open(disk.base, NULL);
	disk.home.keys = disk.keys;
	archive = wd_log_archive_open(disk.base, disk.keys);
	for (guint i = 0; i < N_MESSAGES; i++) {
		g_autofree char *body = g_strdup_printf("client %u message %04u", number, i);

		if (!append(book, &disk, body, NULL))
			_exit(1);
		if (i % 50 == 0) {
			g_autoptr(GPtrArray) listings = wd_log_archive_list(archive, NULL);

			wd_log_book_turn_page(book, LOG_TIME_MS, "test");
			if (listings == NULL)
				_exit(2);
		}
	}
	wd_log_book_close(book, LOG_TIME_MS);
	wd_log_archive_close(g_steal_pointer(&archive)); /* writes the index, over the other's */
	_exit(0);
}

static gint
compare_texts(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Two at once: nothing is lost, no file is of both, and the index is right in the end. */
static void
test_two_clients(void)
{
	Disk disk;
	pid_t clients[N_CLIENTS];
	guint n_of[N_CLIENTS] = {0};
	Found first;
	Found again;

	disk_open(&disk, NULL);
	for (guint i = 0; i < N_CLIENTS; i++) {
		clients[i] = fork();
		if (clients[i] == 0)
			be_client(&disk, i);
	}
	for (guint i = 0; i < N_CLIENTS; i++) {
		int status;

		g_assert_cmpint(waitpid(clients[i], &status, 0), ==, clients[i]);
		g_assert_cmpint(status, ==, 0);
	}
	first = read_all(&disk);
	g_assert_cmpuint(first.bodies->len, ==, N_CLIENTS * N_MESSAGES);
	g_assert_cmpuint(first.n_lost, ==, 0);
	g_ptr_array_sort(first.bodies, compare_texts);
	for (guint i = 0; i < first.bodies->len; i++) {
		guint number = i / N_MESSAGES;
		g_autofree char *wanted =
			g_strdup_printf("client %u message %04u", number, n_of[number]++);

		g_assert_cmpstr(g_ptr_array_index(first.bodies, i), ==, wanted);
	}
	again = read_all(&disk); /* by the index of the first time */
	g_assert_cmpuint(again.n_files, ==, first.n_files);
	g_assert_cmpuint(again.bodies->len, ==, first.bodies->len);
	g_ptr_array_unref(first.bodies);
	g_ptr_array_unref(again.bodies);
	disk_close(&disk);
}

int
main(int argc, char *argv[])
{
	has_mounts = leave_namespace(); /* while this process has one thread */
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/log-disk/full", test_full);
	g_test_add_func("/log-disk/read-only", test_read_only);
	g_test_add_func("/log-disk/two-clients", test_two_clients);
	return g_test_run();
}
