"""Runs a command as a container would: in a session of its own that ends as a whole.

Everything in it is killed when the command ends, and when standard input closes: then whoever started it is gone.
SIGTERM is passed on to the command.
"""

import os
import signal
import subprocess
import sys
import threading

child = None


def terminate(number, frame):
    if child is None:
        sys.exit(128 + number)
    child.send_signal(number)


def kill_all():
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def watch_starter():
    while os.read(0, 1024):
        pass
    kill_all()


signal.signal(signal.SIGTERM, terminate)
try:
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, start_new_session=True)
except OSError as error:
    print("exec {}: {}".format(sys.argv[1], error.strerror), flush=True)
    os._exit(127)
threading.Thread(target=watch_starter, daemon=True).start()
code = child.wait()
kill_all()
os._exit(code if code >= 0 else 128 - code)
