"""What lectures stand on: the lecture base class, script, record, look and figures."""
