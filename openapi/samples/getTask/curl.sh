curl --fail-with-body --max-time 30 "${HEFFL_BASE_URL:-https://api.heffl.com/api/v2}/tasks/tsk_2Jd8RyW6Lc" \
  --header "x-api-key: ${HEFFL_API_KEY:?}"
