#!/usr/bin/env bash
# A forum from PyPI to measure beside: Django Spirit on SQLite under gunicorn, filled like ours: 60 topics of 20 replies, 8 people.
#   spirit.sh setup DIR    installs it into DIR and fills it (once)
#   spirit.sh start DIR PORT    runs it on loopback; prints PID=, COOKIE=, TOPIC=, LIST=
set -euo pipefail
command=$1 dir=$2
case $command in
setup)
  mkdir -p "$dir"; dir=$(realpath "$dir"); PATH=$dir/venv/bin:$PATH
  [ -x "$dir/venv/bin/python" ] || python3 -m venv "$dir/venv"
  "$dir/venv/bin/pip" install -q 'django-spirit==0.14.3' gunicorn
  cd "$dir"
  [ -d board ] || "$dir/venv/bin/spirit" startproject board >/dev/null
  cd board
  cat >> board/settings/prod.py <<'PY'

SECRET_KEY = 'measured-on-loopback-only'
ALLOWED_HOSTS = ['127.0.0.1']
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': str(__import__('pathlib').Path(__file__).resolve().parents[2] / 'db.sqlite3')}}
CACHES = {'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}, 'st_rate_limit': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache', 'LOCATION': 'st_rl'}}
ST_RATELIMIT_ENABLE = False
PY
  export DJANGO_SETTINGS_MODULE=board.settings.prod
  "$dir/venv/bin/python" manage.py spiritinstall >/dev/null 2>&1 || "$dir/venv/bin/python" manage.py migrate >/dev/null
  "$dir/venv/bin/python" - <<'PY'
import django; django.setup()
from django.contrib.auth import get_user_model
from spirit.category.models import Category
from spirit.topic.models import Topic
from spirit.comment.models import Comment
User = get_user_model()
if not User.objects.filter(username='person0').exists():
    people = [User.objects.create_user(username=f'person{n}', password='a long passphrase for measuring', email=f'person{n}@forum.example') for n in range(8)]
    category = Category.objects.filter(is_private=False).exclude(pk=1).first() or Category.objects.create(title='Talk')
    for t in range(60):
        topic = Topic.objects.create(user=people[t % 8], category=category, title=f'Topic number {t}')
        for r in range(21):
            words = 'They ask who may pick the children up. I never know how much to say. ' * 4
            Comment.objects.create(user=people[(t + r) % 8], topic=topic, comment=words, comment_html=f'<p>{words}</p>')
        Topic.objects.filter(pk=topic.pk).update(comment_count=21)
PY
  ;;
start)
  port=$3 dir=$(realpath "$dir")
  cd "$dir/board"
  export DJANGO_SETTINGS_MODULE=board.settings.prod
  cookie=$("$dir/venv/bin/python" - <<'PY'
import django; django.setup()
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
user = get_user_model().objects.get(username='person0')
session = SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), 'spirit.user.auth.backends.UsernameAuthBackend', user.get_session_auth_hash()
session.create()
from spirit.topic.models import Topic
topic = Topic.objects.order_by('-pk').first()
print(f'sessionid={session.session_key} {topic.get_absolute_url()}')
PY
)
  "$dir/venv/bin/gunicorn" -b "127.0.0.1:$port" -w 2 --log-level error board.wsgi >"$dir/log" 2>&1 &
  echo "PID=$!"; echo "COOKIE=${cookie% *}"; echo "TOPIC=${cookie#* }"; echo "LIST=/"
  ;;
esac
