/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-log-lock.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "crypto/wd-hash.h"
#include "engine/wd-error.h"
#include "purple/wd-session-audit.h"
#include "store/wd-key-unlock.h"
#include "store/wd-keyring.h"

#define POLL_MS     20
#define MS_A_SECOND 1000

struct WdLogLock {
	WdSession *session;
	void (*changed)(gpointer data);
	gpointer data;
	WdLogUnlocked unlocked; /* (nullable): nobody waits */
	gpointer unlocked_data;
	WdKeyringCall *call; /* (nullable) the keyring is being asked */
	WdKeyWork *work;     /* (nullable) a passphrase is being worked on */
	GBytes *sealed;      /* (nullable) with @work */
	guint poll_timer;
	guint relock_timer;
};

/* A line without anything in it but that it happened, and how often. */
static void
audit(WdLogLock *lock, const char *event, gboolean is_failure, guint n_wrong)
{
	g_autofree char *count = n_wrong > 0 ? g_strdup_printf("%u", n_wrong) : NULL;
	const WdAuditRecord record = {
		.event = event,
		.severity = is_failure ? WD_SEVERITY_WARNING : WD_SEVERITY_NOTICE,
		.is_failure = is_failure,
		.detail_key = count != NULL ? "wrong" : NULL,
		.detail = count,
		.time_ms = wd_session_now_ms(lock->session),
	};

	wd_session_write_audit(lock->session, &record);
}

static void
tell(WdLogLock *lock, const char *problem)
{
	WdLogUnlocked unlocked = lock->unlocked;

	lock->unlocked = NULL;
	if (unlocked != NULL)
		unlocked(problem, lock->unlocked_data);
}

static gboolean
relock(gpointer data)
{
	WdLogLock *lock = data;

	lock->relock_timer = 0;
	wd_log_lock_close(lock);
	return FALSE;
}

/**
 * wd_log_lock_touch:
 * @lock: the lock
 *
 * Begins the time after which a key that a passphrase protects is forgotten.
 */
void
wd_log_lock_touch(WdLogLock *lock)
{
	WdKeys *keys = wd_session_get_keys(lock->session);
	gint64 after_ms = wd_policy_get_integer(wd_session_get_policy(lock->session),
						WD_KEY_LOGS_RELOCK_AFTER);

	if (lock->relock_timer != 0)
		purple_timeout_remove(lock->relock_timer);
	lock->relock_timer = 0;
	if (after_ms > 0 && keys != NULL && !wd_keys_is_locked(keys) &&
	    wd_keys_get_place(keys) == WD_KEY_BY_PASSPHRASE)
		lock->relock_timer = purple_timeout_add_seconds(
			(guint)((after_ms + MS_A_SECOND - 1) / MS_A_SECOND), relock, lock);
}

/* Takes the key file, which is wiped here. */
static void
finish(WdLogLock *lock, char *text, const GError *problem)
{
	g_autoptr(GError) error = NULL;

	if (text != NULL && wd_keys_unlock(wd_session_get_keys(lock->session), text, &error)) {
		audit(lock, "log.unlock", FALSE, 0);
		wd_log_lock_touch(lock);
		lock->changed(lock->data);
		tell(lock, NULL);
		return;
	}
	tell(lock, error != NULL ? error->message : problem->message);
}

static void
found_in_keyring(char *text, const char *problem, gpointer data)
{
	WdLogLock *lock = data;
	g_autoptr(GError) error = NULL;

	lock->call = NULL;
	if (text == NULL)
		g_set_error(&error, WD_ERROR, WD_ERROR_LOCKED, "%s", problem);
	finish(lock, text, error);
}

static void
drop_work(WdLogLock *lock)
{
	g_clear_pointer(&lock->work, wd_key_work_free);
	g_clear_pointer(&lock->sealed, g_bytes_unref);
	if (lock->poll_timer != 0)
		purple_timeout_remove(lock->poll_timer);
	lock->poll_timer = 0;
}

static void
use_key(WdLogLock *lock, const guint8 key[WD_KDF_KEY_LEN])
{
	const char *base = wd_session_get_base(lock->session);
	gint64 now_ms = wd_session_now_ms(lock->session);
	gsize len;
	const guint8 *bytes = g_bytes_get_data(lock->sealed, &len);
	g_autoptr(GError) error = NULL;
	char *text = wd_key_sealed_open(bytes, len, key, &error);
	gint64 wait_ms;

	wd_key_tries_note(base, now_ms, text != NULL);
	if (text == NULL) {
		g_clear_error(&error);
		g_set_error(&error,
			    WD_ERROR,
			    WD_ERROR_WRONG_KEY,
			    "%s",
			    _("That is not the right passphrase."));
		audit(lock, "log.unlock_failed", TRUE, wd_key_tries_get(base, now_ms, &wait_ms));
	}
	finish(lock, text, error);
	g_free(text); /* wiped */
}

static gboolean
poll_work(gpointer data)
{
	WdLogLock *lock = data;
	guint8 key[WD_KDF_KEY_LEN];
	WdKeyWorkState state = wd_key_work_look(lock->work, key);

	if (state == WD_KEY_WORK_GOES_ON)
		return TRUE;
	lock->poll_timer = 0;
	if (state == WD_KEY_WORK_DONE)
		use_key(lock, key);
	else
		tell(lock, _("There is not enough memory for the passphrase."));
	wd_hash_wipe(key, sizeof key);
	drop_work(lock);
	return FALSE;
}

static void
work_on(WdLogLock *lock, const char *passphrase)
{
	const char *base = wd_session_get_base(lock->session);
	g_autoptr(GError) error = NULL;
	g_autofree char *wait = NULL;
	WdKeySealed sealed;
	gint64 wait_ms;
	gsize len = 0;

	(void)wd_key_tries_get(base, wd_session_now_ms(lock->session), &wait_ms);
	if (wait_ms > 0) {
		wait = g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
						   "Too many wrong passphrases. Try again in %d "
						   "second.",
						   "Too many wrong passphrases. Try again in %d "
						   "seconds.",
						   (gulong)(wait_ms / MS_A_SECOND + 1)),
				       (int)(wait_ms / MS_A_SECOND + 1));
		tell(lock, wait);
		return;
	}
	lock->sealed = wd_key_place_load_sealed(base, &error);
	if (lock->sealed != NULL) {
		const guint8 *bytes = g_bytes_get_data(lock->sealed, &len);

		if (wd_key_sealed_parse(bytes, len, &sealed, &error))
			lock->work = wd_key_work_start(&sealed, passphrase);
	}
	if (lock->work != NULL) {
		lock->poll_timer = purple_timeout_add(POLL_MS, poll_work, lock);
		return;
	}
	tell(lock,
	     error != NULL ? error->message : _("There is not enough memory for the passphrase."));
	drop_work(lock);
}

/**
 * wd_log_lock_open:
 * @lock: the lock
 * @passphrase: (nullable): what the person typed; NULL: the keyring, which may ask for its own
 * @unlocked: (nullable): called once
 * @data: for @unlocked
 *
 * Does not block. One at a time: while something is under way the new one is refused.
 */
void
wd_log_lock_open(WdLogLock *lock, const char *passphrase, WdLogUnlocked unlocked, gpointer data)
{
	WdKeys *keys = wd_session_get_keys(lock->session);
	WdKeyPlace place = keys != NULL ? wd_keys_get_place(keys) : WD_KEY_AWAY;

	if (lock->call != NULL || lock->work != NULL) {
		if (unlocked != NULL)
			unlocked(_("The key is being unlocked already."), data);
		return;
	}
	lock->unlocked = unlocked;
	lock->unlocked_data = data;
	if (keys != NULL && !wd_keys_is_locked(keys))
		tell(lock, NULL);
	else if (place == WD_KEY_IN_KEYRING)
		lock->call =
			wd_keyring_ask(wd_keys_get_recipient(keys), TRUE, found_in_keyring, lock);
	else if (place == WD_KEY_BY_PASSPHRASE && passphrase != NULL && passphrase[0] != '\0')
		work_on(lock, passphrase);
	else if (place == WD_KEY_BY_PASSPHRASE)
		tell(lock, _("Type the passphrase first."));
	else
		tell(lock, _("The key to read the logs is not on this computer."));
}

/**
 * wd_log_lock_forget:
 * @lock: the lock
 *
 * What is under way goes on, but nobody is told.
 */
void
wd_log_lock_forget(WdLogLock *lock)
{
	lock->unlocked = NULL;
}

/**
 * wd_log_lock_close:
 * @lock: the lock
 *
 * Forgets the private key, unless it lies in a file beside the logs: then there is nothing to lock.
 */
void
wd_log_lock_close(WdLogLock *lock)
{
	WdKeys *keys = wd_session_get_keys(lock->session);

	if (keys == NULL || wd_keys_get_place(keys) == WD_KEY_IN_FILE || wd_keys_is_locked(keys))
		return;
	lock->changed(lock->data); /* while it can still save what it knows */
	wd_keys_lock(keys);
	audit(lock, "log.lock", FALSE, 0);
	lock->changed(lock->data);
}

/**
 * wd_log_lock_start:
 * @session: the session; outlives the lock
 * @changed: called when the key has come, is about to go, and has gone
 * @data: for @changed
 *
 * Returns: (transfer full): the lock; a keyring that is open is asked for the key meanwhile
 */
WdLogLock *
wd_log_lock_start(WdSession *session, void (*changed)(gpointer data), gpointer data)
{
	WdLogLock *lock = g_new0(WdLogLock, 1);
	WdKeys *keys = wd_session_get_keys(session);

	lock->session = session;
	lock->changed = changed;
	lock->data = data;
	if (keys != NULL && wd_keys_get_place(keys) == WD_KEY_IN_KEYRING && wd_keys_is_locked(keys))
		lock->call =
			wd_keyring_ask(wd_keys_get_recipient(keys), FALSE, found_in_keyring, lock);
	return lock;
}

/**
 * wd_log_lock_stop:
 * @lock: (nullable) (transfer full): the lock
 */
void
wd_log_lock_stop(WdLogLock *lock)
{
	if (lock == NULL)
		return;
	if (lock->call != NULL)
		wd_keyring_cancel(lock->call);
	drop_work(lock);
	if (lock->relock_timer != 0)
		purple_timeout_remove(lock->relock_timer);
	g_free(lock);
}
